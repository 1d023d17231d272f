import { scanImports } from './scan-imports.ts'

/**
 * The table of allowed imports: a part may import itself and the parts listed, through their doors. `*` stands for any
 * name at its place. Nothing of engine, refinery, catalogue or search is ever to import accounts, consents, campaigns,
 * billing or mail: the wall between the users' data and the contact database.
 */
export const allowedImports: Record<string, string[]> = {
  'platform/*': ['platform/*'],
  migrations: [],
  'engine/*': ['engine/*'],
  'refinery/intake': ['engine/*', 'platform/*'],
  'refinery/link': ['engine/*', 'platform/*', 'refinery/intake'],
  'refinery/files': ['engine/*', 'platform/*', 'refinery/intake'],
  'refinery/verify': ['engine/*', 'platform/*'],
  refinery: ['engine/*', 'platform/*', 'refinery/intake', 'refinery/link', 'refinery/verify'],
  catalogue: ['engine/*', 'platform/*'],
  'modules/search': ['engine/*', 'platform/*', 'catalogue'],
  'modules/editions': ['engine/*', 'platform/*', 'catalogue', 'refinery', 'refinery/intake'],
  'modules/contributions': [
    'engine/*',
    'platform/*',
    'refinery',
    'refinery/intake',
    'catalogue',
    'modules/audit',
    'modules/editions',
  ],
  'modules/providers': ['engine/*', 'platform/*', 'refinery', 'refinery/intake', 'catalogue', 'modules/audit'],
  'modules/health-scan': ['platform/*', 'refinery/files', 'modules/audit'],
  'modules/review': ['engine/*', 'platform/*', 'refinery', 'modules/audit'],
  'modules/accounts': ['platform/*', 'modules/audit', 'modules/mail'],
  'modules/exports': ['platform/*', 'engine/*', 'catalogue', 'modules/audit'],
  'modules/audit': ['platform/*'],
  'modules/mail': ['platform/*', 'modules/audit'],
  'modules/consents': ['platform/*', 'modules/audit', 'modules/mail'],
  'modules/policies': ['platform/*', 'modules/audit', 'modules/mail'],
  'modules/suppression': ['engine/*', 'platform/*', 'catalogue', 'modules/audit'],
  'modules/privacy': ['engine/*', 'platform/*', 'catalogue', 'modules/audit', 'modules/mail', 'modules/suppression'],
  'modules/credits': ['engine/*', 'platform/*', 'catalogue', 'modules/audit'],
  'modules/billing': ['platform/*', 'modules/audit', 'modules/mail'],
  'modules/usage': ['platform/*'],
  'modules/wall': ['platform/*', 'modules/audit', 'modules/mail'],
  lab: ['engine/*', 'platform/*'],
  web: ['modules/*'],
  cli: ['engine/*', 'platform/*', 'refinery', 'refinery/*', 'catalogue', 'modules/*', 'lab', 'migrations', 'app'],
  app: ['platform/*', 'refinery', 'refinery/*', 'catalogue', 'modules/*', 'migrations', 'cli', 'web'],
}

/** What a part may import besides, as types only: they are gone when the program runs. */
export const allowedTypes: Record<string, string[]> = { web: ['refinery', 'refinery/*', 'engine/*'] }

/** The part of the house that a source file belongs to, e.g. `platform/http`, `refinery/intake`, `cli`. */
export function partOf(path: string): string {
  const [, first = '', second = '', third] = path.split('/')
  if (second === '') return 'app'
  const hasRooms = ['platform', 'engine', 'modules'].includes(first) && third !== undefined
  if (hasRooms || (first === 'refinery' && ['intake', 'link', 'files', 'verify'].includes(second)))
    return `${first}/${second}`
  return first
}

/** The door of a part: the only file of it that others may import. Parts of single files have none. */
export function doorOf(part: string): string | null {
  return ['app', 'cli', 'web'].includes(part) ? null : `src/${part}/index.ts`
}

/** Whether the tables let one part import another. */
export function mayImport({ from, to, typeOnly }: { from: string; to: string; typeOnly: boolean }): boolean {
  if (from === to) return true
  const row = allowedImports[from] ?? allowedImports[from.replace(/\/.*/, '/*')] ?? []
  const types = typeOnly ? (allowedTypes[from] ?? []) : []
  return [...row, ...types].some(
    (pattern) => pattern === to || (pattern.endsWith('/*') && to.startsWith(pattern.slice(0, -1))),
  )
}

/** What so many parts import that the picture leaves it out. */
const everywhere = ['platform', 'modules/audit']

/** The picture of who imports whom, for `docs/architecture.md`: rooms of one storey drawn as one. */
export function drawParts(files: string[]): string {
  const storey = (part: string) => part.replace(/^(platform|engine)\/.*/, '$1')
  const arrows = new Map<string, Set<string>>()
  for (const { from, to, local } of files.flatMap(scanImports)) {
    if (!local || !to.startsWith('src/')) continue
    const [a, b] = [storey(partOf(from)), storey(partOf(to))]
    if (a !== b && !everywhere.includes(b) && a !== 'app')
      arrows.set(name(a), (arrows.get(name(a)) ?? new Set()).add(name(b)))
  }
  const lines = Array.from(arrows, ([a, targets]) => `  ${a} --> ${[...targets].toSorted().join(' & ')}`)
  return ['flowchart TD', ...lines.toSorted()].join('\n')
}

function name(part: string): string {
  return part === 'app' ? 'app' : `${part.replaceAll('/', '_')}["${part}"]`
}
