import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { makeWorld, scoreMembers } from '../src/lab/index.ts'
import { runBuildCommand } from './run-build-command.ts'

// Prints how well companies are recognised: worlds of the laboratory, whose names
// are unique but misspelt, renamed and bought, and the organisations behind the `.gov` domains, of which many share a name, where
// their list lies beside the checkout. node bench/companies.ts [people, default 60000]

const people = Number(process.argv[2] ?? 60_000)

/** Public domains with their organisation, town and state (public domain); the repository holds none of it. */
const ORGANISATIONS = join(import.meta.dirname, '../../shared/data/reference/dotgov-organisations.csv')

type Set = { name: string; files: string[]; truth: string }

const scratch = await mkdtemp(join(tmpdir(), 'fairlist-bench-companies-'))
try {
  process.stdout.write(`set, records, P, R, F1, B³; load ${loadavg()[0].toFixed(1)}\n`)
  for (const changes of [false, true]) await measure(await makeCompanies(changes))
  if (existsSync(ORGANISATIONS)) await measure(await copyOrganisations())
  else process.stdout.write('organisations of .gov: skipped, their list is not here\n')
} finally {
  await rm(scratch, { recursive: true, force: true })
}

async function measure({ name, files, truth }: Set): Promise<void> {
  const [data, workplaces] = [join(scratch, 'data'), join(scratch, 'workplaces.csv')]
  await runBuildCommand([...files, '--data', data, '--workplaces', workplaces])
  await rm(data, { recursive: true })
  const { precision, recall, f1, b3, records } = await scoreMembers({ members: workplaces, truth })
  const figures = [precision, recall, f1, b3].map((figure) => figure.toFixed(4)).join('  ')
  process.stdout.write(`${name.padEnd(44)} ${String(records).padStart(7)}  ${figures}\n`)
}

async function makeCompanies(changes: boolean): Promise<Set> {
  const world = join(scratch, `world-${changes}`)
  await makeWorld({ out: world, seed: 'bench', size: { people }, changes })
  const files = (await readdir(join(world, 'feeds'))).toSorted().map((name) => join(world, 'feeds', name))
  return { name: changes ? 'lab, companies change' : 'lab', files, truth: join(world, 'workplaces.csv') }
}

/** Each organisation in two files: with its domain, and without. Its name and state say which it is; those of the federation have offices in many. */
async function copyOrganisations(): Promise<Set> {
  const { data } = Papa.parse<Record<string, string>>(await readFile(ORGANISATIONS, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const rows = data.map((row, at) => ({
    at,
    org: {
      company: row['Organization name'] ?? '',
      city: row['City'] ?? '',
      state: row['State'] ?? '',
      country: 'US',
    },
    website: row['Domain name'] ?? '',
    federal: row['Domain type']?.startsWith('Federal') ?? false,
  }))
  const [named, unnamed, truth] = ['named.csv', 'unnamed.csv', 'truth.csv'].map((name) => join(scratch, name))
  const write = (path: string, list: object[]) => writeFile(path, Papa.unparse(list))
  await write(
    named,
    rows.map(({ at, org, website }) => ({ record_id: `a${at}`, ...org, website })),
  )
  await write(
    unnamed,
    rows.map(({ at, org }) => ({ record_id: `b${at}`, ...org })),
  )
  const idOf = (row: (typeof rows)[number]) =>
    JSON.stringify([row.org.company.toLowerCase(), row.federal ? '' : row.org.state])
  const ids = new Map([...new Set(rows.map(idOf))].map((id, at) => [id, `o${at}`]))
  const told = rows.flatMap((row) =>
    ['a', 'b'].map((file) => ({ record_id: `${file}${row.at}`, company_id: ids.get(idOf(row)) })),
  )
  await write(truth, told)
  return { name: 'organisations of .gov, with and without domain', files: [named, unnamed], truth }
}
