import { resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from './platform/errors/index.ts'

/** Every variable that Fairlist reads, with what it means; `docs/reference/configuration.md` is made from this. */
export const variables = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/database' })
    .optional()
    .describe(
      'PostgreSQL 15 or newer to use instead of the one that comes with the package; a user who may create roles',
    ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .optional()
    .describe('How much goes to the log on stderr (default: warn on a terminal, info otherwise)'),
  WEB_CACHE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder for the built web application (default: .cache/web beside the program, or below the data directory)',
    ),
}

const Environment = z.object(variables)

/** What the environment decides. */
export type Config = {
  databaseUrl: string | undefined
  logLevel: z.output<typeof variables.LOG_LEVEL>
  webCache: string | undefined
}

/** Reads the environment, once. Throws `bad_input` that lists all problems at once. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const named = Object.keys(variables).map((name) => [name, environment[name] || undefined])
  const result = Environment.safeParse(Object.fromEntries(named))
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    throw new AppError('bad_input', `The environment has ${problems.length === 1 ? 'a mistake' : 'mistakes'} in it:`, {
      detail: problems.join('\n'),
    })
  }
  const { DATABASE_URL, LOG_LEVEL, WEB_CACHE } = result.data
  return { databaseUrl: DATABASE_URL, logLevel: LOG_LEVEL, webCache: WEB_CACHE ? resolve(WEB_CACHE) : undefined }
}
