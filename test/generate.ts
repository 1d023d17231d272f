import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { createApp } from '../src/app.ts'
import { createProgram } from '../src/cli/program.ts'
import { variables } from '../src/config.ts'
import { migrationsFolder, schemas } from '../src/migrations/index.ts'
import { setUp, startCluster } from '../src/platform/postgres/index.ts'
import access from './access.json' with { type: 'json' }
import { describeSchema } from './describe-schema.ts'
import { mayCall } from './may-call.ts'
import { drawParts } from './parts.ts'
import { listSources, repository } from './scan-imports.ts'
import { roles } from './try-access.ts'
import { drawRoles, tryRoles, urlOf } from './try-roles.ts'

const ROLES = `Each role connects and tries to read, add, change and remove rows of every table, in a transaction that is rolled back.
What is not listed below is refused; a blank cell is refused. Tables of \`jobs\` are made by its role when a server starts.`
const NOTE = 'Made by `npm run generate`; do not edit.'

/** Everything in the repository that is made from something else in it: path → text. */
export async function generateAll(): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlist-generate-'))
  try {
    return new Map([
      ['docs/architecture.md', await architecture()],
      ['docs/reference/access.md', accessReference()],
      ['docs/reference/cli.md', await commandReference()],
      ['docs/reference/configuration.md', configurationReference()],
      ['docs/reference/openapi.json', await apiReference(folder)],
      ...(await databaseReferences(folder)),
    ])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The paths whose text in the repository is not what it would be made into now. */
export async function listStale(): Promise<string[]> {
  const stale: string[] = []
  for (const [path, text] of await generateAll()) {
    if ((await readFile(join(repository, path), 'utf8').catch(() => '')) !== text) stale.push(path)
  }
  return stale
}

async function architecture(): Promise<string> {
  const page = await readFile(join(repository, 'docs/architecture.md'), 'utf8')
  const production = listSources('src').filter((path) => !/\.test\.tsx?$/.test(path))
  const picture = `<!-- parts: made by npm run generate -->\n\n\`\`\`mermaid\n${drawParts(production)}\n\`\`\`\n\n<!-- /parts -->`
  return page.replace(/<!-- parts[^]*<!-- \/parts -->/, () => picture)
}

async function commandReference(): Promise<string> {
  const program = await createProgram('*')
  const pages = [program, ...program.commands].flatMap((command) =>
    pageOf(command, command === program ? '' : 'fairlist'),
  )
  return `# The command line\n\n${NOTE}\n\n${pages.join('\n')}`
}

function pageOf(command: Command, parents: string): string[] {
  const name = `${parents} ${command.name()}`.trim()
  command.configureHelp({ helpWidth: 100 })
  let text = ''
  command.configureOutput({ writeOut: (part) => (text += part) })
  command.outputHelp()
  const children = command.name() === 'fairlist' ? [] : command.commands
  const page = `## \`${name}\`\n\n\`\`\`text\n${text.trimEnd().replaceAll(repository, '.')}\n\`\`\`\n`
  return [page, ...children.flatMap((child) => pageOf(child, name))]
}

function accessReference(): string {
  const lines = Object.entries(access)
    .flatMap(([rule, routes]) => routes.map((route) => ({ rule, route })))
    .toSorted((a, b) => (pathOf(a.route) < pathOf(b.route) ? -1 : 1))
    .map(
      ({ rule, route }) => `| \`${route}\` | ${roles.map((role) => (mayCall(rule, role) ? 'yes' : '')).join(' | ')} |`,
    )
  const intro = `Who may call which route; a blank cell is refused. \`npm test\` asks each route as each role and finds the same. What belongs
to one organisation is answered to others as if it were not there. Members of staff have an organisation of their own besides.`
  const head = `| route | ${roles.join(' | ')} |\n| --- | ${roles.map(() => '---').join(' | ')} |`
  return `# Who may call what\n\n${NOTE}\n\n${intro}\n\n${head}\n${lines.join('\n')}\n`
}

function pathOf(route: string): string {
  return route.split(' ').toReversed().join(' ')
}

function configurationReference(): string {
  const rows = Object.entries(variables).map(([name, schema]) => `| \`${name}\` | ${schema.description ?? ''} |`)
  const intro = 'Fairlist needs none of these variables. It reads them once, at start, and lists all mistakes at once.'
  return `# Configuration\n\n${NOTE}\n\n${intro}\n\n| variable | meaning |\n| --- | --- |\n${rows.join('\n')}\n`
}

async function apiReference(folder: string): Promise<string> {
  const config = { databaseUrl: undefined, logLevel: 'silent' as const, webCache: undefined }
  const app = await createApp({ config, data: join(folder, 'data'), web: null })
  try {
    const answer = await app.http.inject({ url: '/openapi.json', headers: { host: 'localhost' } })
    return `${JSON.stringify(answer.json(), null, 2)}\n`
  } finally {
    await app.close()
  }
}

/** What the migrations add up to, and what each role may do with it, made by trying. */
async function databaseReferences(folder: string): Promise<[string, string][]> {
  const cluster = await startCluster({ home: join(folder, 'schema') })
  try {
    const addresses = await setUp({
      url: cluster.url,
      secret: 'none',
      layout: { schemas, selfKept: ['jobs'], migrations: migrationsFolder },
    })
    const kept = schemas.filter((schema) => schema !== 'jobs')
    const roles = Object.fromEntries(Object.entries(addresses).map(([role, address]) => [role, urlOf(address)]))
    const table = drawRoles(await tryRoles({ owner: cluster.url, roles }))
    return [
      ['docs/reference/roles.md', `# Roles of the database\n\n${NOTE}\n\n${ROLES}\n\n${table}`],
      ['src/migrations/schema.sql', `-- ${NOTE}\n\n${await describeSchema(cluster.url, kept)}`],
    ]
  } finally {
    await cluster.stop()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await generateAll()) {
    await writeFile(join(repository, path), text)
    process.stdout.write(`${path}\n`)
  }
}
