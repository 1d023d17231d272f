import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { kinds, type KindName } from '../src/engine/clean/index.ts'

export type CleanerFigures = {
  kind: KindName
  distinct: number
  /** On one core; the median of five rounds over all the distinct values, the first (cold) left out. */
  valuesPerSecond: number
  /** Share of the values by verdict. */
  verdicts: Record<string, number>
}

type Line = Record<string, string>

/** Those kinds that are cleaned for every row; the others have few different values. */
const sources: Partial<Record<KindName, (row: Line) => (string | undefined)[]>> = {
  email: (row) => [row['Email Address'], row['E-mail']],
  phone: (row) => [withCountry(row['Direct Phone Number'], row), withCountry(row['Phone'], row)],
  name: (row) => [
    row['Full Name'],
    row['Last Name'] && ['', row['First Name'], row['Middle Name'], row['Last Name'], row['Suffix']].join('\u001F'),
  ],
  title: (row) => [row['Job Title'], row['Title']],
  company: (row) => [row['Company Name'], row['Organization']],
  domain: (row) => [row['Website']],
  address: (row) => [
    [
      row['Street'] ?? row['Address'],
      row['City'],
      row['State'] ?? row['State/Province'],
      row['Zip Code'] ?? row['Postal Code'],
      row['Country'],
    ].join('\u001F'),
  ],
}

/** Times each cleaner on the distinct values that two feeds of a world hold, as the build hands them over. */
export async function measureCleaners(world: string): Promise<CleanerFigures[]> {
  const rows: Line[] = []
  for (const feed of ['provider-atlas', 'provider-meridian']) {
    const text = await readFile(join(world, 'feeds', `${feed}.csv`), 'utf8')
    for (const row of Papa.parse<Line>(text, { header: true, skipEmptyLines: true }).data) rows.push(row)
  }
  return (Object.keys(sources) as KindName[]).map((kind) =>
    measureKind(kind, new Set(rows.flatMap((row) => sources[kind]?.(row) ?? []))),
  )
}

function measureKind(kind: KindName, found: Set<string | undefined>): CleanerFigures {
  const values = [...found].filter((value): value is string => value !== undefined && value !== '')
  const { clean } = kinds[kind]
  const rounds: number[] = []
  const verdicts: Record<string, number> = {}
  for (const value of values) {
    const { verdict } = clean(value)
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1 / values.length
  }
  for (let round = 0; round < 5; round++) {
    const started = performance.now()
    for (const value of values) clean(value)
    rounds.push((performance.now() - started) / 1000)
  }
  rounds.sort((a, b) => a - b)
  return { kind, distinct: values.length, valuesPerSecond: Math.round(values.length / (rounds[2] ?? 1)), verdicts }
}

function withCountry(number: string | undefined, row: Line): string | undefined {
  return number && `${number}\u001F${row['Country'] ?? ''}`
}
