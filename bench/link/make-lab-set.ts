import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeWorld } from '../../src/lab/index.ts'
import { openDuckDb, sqlText } from '../../src/platform/duckdb/index.ts'
import type { LinkSet } from './link-set.ts'

/** What each feed calls the columns of the joined file; its whole names are cut into given and family name at the last space. */
const feeds: Record<string, { delimiter: string; columns: Record<string, string> }> = {
  'provider-atlas': {
    delimiter: ',',
    columns: {
      given_name: '"First Name"',
      middle_name: '"Middle Name"',
      family_name: '"Last Name"',
      suffix: '"Suffix"',
      title: '"Job Title"',
      company: '"Company Name"',
      email: '"Email Address"',
      phone1: '"Direct Phone Number"',
      phone2: '"Mobile Phone"',
      address: '"Street"',
      city: '"City"',
      postcode: '"Zip Code"',
    },
  },
  'provider-meridian': {
    delimiter: ',',
    columns: {
      given_name: `regexp_extract("Full Name", '^(.*) [^ ]+$', 1)`,
      family_name: `regexp_extract("Full Name", '[^ ]+$')`,
      title: '"Title"',
      company: '"Organization"',
      email: '"E-mail"',
      phone1: '"Phone"',
      address: '"Address"',
      city: '"City"',
      postcode: '"Postal Code"',
    },
  },
  'member-crm-export': {
    delimiter: ',',
    columns: {
      given_name: '"First Name"',
      family_name: '"Last Name"',
      title: '"Title"',
      company: '"Account Name"',
      email: '"Email"',
      phone1: '"Phone"',
      phone2: '"Mobile"',
      address: '"Mailing Street"',
      city: '"Mailing City"',
      postcode: '"Mailing Zip/Postal Code"',
    },
  },
  'member-vertrieb': {
    delimiter: ';',
    columns: {
      given_name: '"Vorname"',
      family_name: '"Nachname"',
      title: '"Position"',
      company: '"Firma"',
      email: '"E-Mail"',
      phone1: '"Telefon"',
      address: '"Straße"',
      city: '"Ort"',
      postcode: '"PLZ"',
    },
  },
  'member-trade-fair': {
    delimiter: ',',
    columns: {
      given_name: `trim(split_part("Name", ',', 2))`,
      family_name: `split_part("Name", ',', 1)`,
      title: '"Position"',
      company: '"Company"',
      email: '"Email"',
      phone1: '"Business Phone"',
      address: `split_part("Full Address", ',', 1)`,
    },
  },
}

/** Makes a world of so many people and puts its feeds into one file, nothing cleaned: every matcher gets the same columns and the same text. */
export async function makeLabSet(people: number, scratch: string): Promise<LinkSet & { seconds: number }> {
  const world = join(scratch, `world-${people}`)
  const started = performance.now()
  await makeWorld({ out: world, seed: 'bench', size: { people } })
  const seconds = (performance.now() - started) / 1000
  const set: LinkSet = {
    name: `lab, ${people.toLocaleString('en')} people`,
    records: join(scratch, `lab-${people}.parquet`),
    truth: join(world, 'truth.csv'),
    source: 'source',
    lab: true,
    peer: 'contacts',
  }
  const selects = Object.entries(feeds).map(([feed, { delimiter, columns }]) => {
    const named = Object.entries(columns).map(([name, expression]) => `${expression} AS ${name}`)
    const file = sqlText(join(world, 'feeds', `${feed}.csv`))
    return `SELECT record_id, ${sqlText(feed)} AS source, ${named.join(', ')} FROM read_csv(${file}, delim = ${sqlText(delimiter)}, header = true, all_varchar = true, quote = '"', escape = '"')`
  })
  const database = await openDuckDb({ threads: 2 })
  await database.run(`COPY (${selects.join(' UNION ALL BY NAME ')}) TO ${sqlText(set.records)}`)
  database.close()
  await rm(join(world, 'feeds'), { recursive: true })
  return { ...set, seconds }
}
