import { readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { openDuckDb, sqlText } from '../../src/platform/duckdb/index.ts'
import type { LinkSet } from './link-set.ts'

/** Where real data with truth lies beside the checkout; the repository holds none of it. */
const DATA = join(import.meta.dirname, '../../../shared/data/link')

/** The sets that are on this machine; `missing` gets a line for each that is not. `scratch`: a directory for what must be put together. */
export async function listRealSets(scratch: string, missing: (line: string) => void): Promise<LinkSet[]> {
  const at = (path: string) => join(DATA, path)
  const sets: LinkSet[] = [
    {
      name: 'openstates-snapshots',
      records: at('openstates-snapshots/contacts.csv'),
      truth: at('openstates-snapshots/truth.csv'),
      source: 'source',
      exclude: at('openstates-snapshots/unsure_groups.json'),
      peer: 'contacts',
    },
    {
      name: 'openstates-monthly',
      records: at('openstates-monthly/contacts.parquet'),
      truth: at('openstates-monthly/truth.csv.gz'),
      source: 'source',
      peer: 'contacts',
    },
    {
      name: 'historical',
      records: at('historical/people.csv'),
      truth: at('historical/truth.csv'),
      peer: 'historical',
    },
    ...[1, 2, 3].map((number) => ({
      name: `febrl ${number}`,
      records: at(`febrl/dataset${number}.csv`),
      truth: at(`febrl/dataset${number}-truth.csv`),
      peer: null,
    })),
  ]
  const restaurants = await joinRestaurants(at('fodors-zagats'), scratch)
  const households = await copyHouseholds(at('households/census.parquet'), scratch)
  return [...sets, restaurants, households].filter(({ name, records }) => {
    if (!existsSync(records)) missing(`${name}: skipped, ${records} is not here`)
    return existsSync(records)
  })
}

/** Two guides in one file, a restaurant of the one being the same as one of the other where the list of matches says so. */
async function joinRestaurants(folder: string, scratch: string): Promise<LinkSet> {
  const set: LinkSet = {
    name: 'fodors-zagats',
    records: join(scratch, 'restaurants.csv'),
    truth: join(scratch, 'restaurants-truth.csv'),
    source: 'source',
    peer: null,
  }
  if (!existsSync(folder)) return set
  const read = async (name: string) =>
    Papa.parse<Record<string, string>>(await readFile(join(folder, name), 'utf8'), {
      header: true,
      skipEmptyLines: true,
    }).data
  const matches = new Map((await read('matches_fodors_zagats.csv')).map((row) => [row['zagats_id'], row['fodors_id']]))
  const rows = []
  const truth = []
  for (const source of ['fodors', 'zagats']) {
    for (const { id = '', ...rest } of await read(`${source}.csv`)) {
      const match = source === 'zagats' ? matches.get(id) : id
      rows.push({ record_id: `${source}-${id}`, source, ...rest })
      truth.push({ record_id: `${source}-${id}`, cluster: match === undefined ? `zagats-${id}` : `fodors-${match}` })
    }
  }
  await writeFile(set.records, Papa.unparse(rows))
  await writeFile(set.truth, Papa.unparse(truth))
  return set
}

/** The censuses without the number that gives the person away, which is the truth. */
async function copyHouseholds(census: string, scratch: string): Promise<LinkSet> {
  const set: LinkSet = {
    name: 'households',
    records: join(scratch, 'households.csv'),
    truth: join(scratch, 'households-truth.csv'),
    source: 'year',
    peer: null,
  }
  if (!existsSync(census)) return set
  const database = await openDuckDb({ threads: 1 })
  const rows = `(SELECT row_number() OVER () AS record_id, * FROM ${sqlText(census)})`
  await database.run(
    `COPY (SELECT record_id, year, first_name, middle_initial AS middle_name, last_name, strftime(date_of_birth::TIMESTAMP, '%Y-%m-%d') AS date_of_birth,
      sex, concat_ws(' ', street_number, street_name, unit_number) AS address, city, state, zipcode FROM ${rows})
      TO ${sqlText(set.records)} (HEADER)`,
  )
  await database.run(`COPY (SELECT record_id, simulant_id FROM ${rows}) TO ${sqlText(set.truth)} (HEADER)`)
  database.close()
  return set
}
