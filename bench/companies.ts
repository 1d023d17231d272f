import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { listDomains, makeWorld, scoreMembers, type TrueDomains } from '../src/lab/index.ts'
import { openDuckDb, sqlText } from '../src/platform/duckdb/index.ts'
import { runBuildCommand } from './run-build-command.ts'

// Prints how well companies are recognised: worlds of the laboratory, whose names
// are unique but misspelt, renamed and bought, and the organisations behind the `.gov` domains, of which many share a name, where
// their list lies beside the checkout. node bench/companies.ts [people, default 60000]

const people = Number(process.argv[2] ?? 60_000)

/** Public domains with their organisation, town and state (public domain); the repository holds none of it. */
const ORGANISATIONS = join(import.meta.dirname, '../../shared/data/reference/dotgov-organisations.csv')

type Companies = { name: string; files: string[]; truth: string; domains?: Map<string, TrueDomains> }

const scratch = await mkdtemp(join(tmpdir(), 'fairlist-bench-companies-'))
try {
  process.stdout.write(
    `set, records, P, R, F1, B³, companies with their domain (% of all: one they have or had, the present one, another's); load ${loadavg()[0].toFixed(1)}\n`,
  )
  for (const changes of [false, true]) await measure(await makeCompanies(changes))
  if (existsSync(ORGANISATIONS)) await measure(await copyOrganisations())
  else process.stdout.write('organisations of .gov: skipped, their list is not here\n')
} finally {
  await rm(scratch, { recursive: true, force: true })
}

async function measure({ name, files, truth, domains }: Companies): Promise<void> {
  const [data, workplaces] = [join(scratch, 'data'), join(scratch, 'workplaces.csv')]
  const { edition } = await runBuildCommand([...files, '--data', data, '--workplaces', workplaces])
  const shares = domains
    ? await judgeDomains({ table: join(data, 'editions', edition, 'companies.parquet'), workplaces, truth, domains })
    : []
  await rm(data, { recursive: true })
  const { precision, recall, f1, b3, records } = await scoreMembers({ members: workplaces, truth })
  const figures = [precision, recall, f1, b3].map((figure) => figure.toFixed(4)).join('  ')
  process.stdout.write(`${name.padEnd(44)} ${String(records).padStart(7)}  ${figures}  ${shares.join('  ')}\n`)
}

type Judged = { table: string; workplaces: string; truth: string; domains: Map<string, TrueDomains> }

/** Of the companies that are in the edition and in truth, how many show a domain of theirs, their present one, and one of somebody else. */
async function judgeDomains({ table, workplaces, truth, domains }: Judged): Promise<string[]> {
  const db = await openDuckDb()
  const csv = (path: string) => `read_csv(${sqlText(path)}, all_varchar = true)`
  const rows = await db.rows<{ company: string; domain: string | null }>(
    `SELECT t.company_id AS company, c.domain FROM ${csv(workplaces)} w JOIN ${csv(truth)} t USING (record_id)
     JOIN read_parquet(${sqlText(table)}) c ON c.id = w.company_id
     GROUP BY c.id, c.domain, t.company_id QUALIFY row_number() OVER (PARTITION BY c.id ORDER BY count(*) DESC, t.company_id) = 1`,
  )
  db.close()
  const counts = { known: 0, present: 0, wrong: 0 }
  for (const { company, domain } of rows) {
    const { now, ever } = domains.get(company) as TrueDomains
    if (domain === null) continue
    if (ever.has(domain)) counts.known++
    else counts.wrong++
    if (domain === now) counts.present++
  }
  return Object.values(counts).map((count) => `${((100 * count) / rows.length).toFixed(3)} %`)
}

async function makeCompanies(changes: boolean): Promise<Companies> {
  const world = join(scratch, `world-${changes}`)
  await makeWorld({ out: world, seed: 'bench', size: { people }, changes })
  const files = (await readdir(join(world, 'feeds'))).toSorted().map((name) => join(world, 'feeds', name))
  const domains = listDomains({ seed: 'bench', people, changes })
  return { name: changes ? 'lab, companies change' : 'lab', files, truth: join(world, 'workplaces.csv'), domains }
}

/** Each organisation in two files: with its domain, and without. Its name and state say which it is; those of the federation have offices in many. */
async function copyOrganisations(): Promise<Companies> {
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
