import { join } from 'node:path'
import { linkRecords, unitKey, type LinkColumn } from '../../engine/match/index.ts'
import { textLine, textTable } from '../../platform/duckdb/index.ts'
import { openLineWriter, readLines } from '../../platform/lines/index.ts'
import type { BuildContext, BuildStep } from '../build/build-context.ts'
import { writeKnowledge, writeObeyed } from '../explain/write-explain.ts'
import { writeDoubts } from '../explain/write-doubts.ts'
import { COMPARED } from './compared.ts'
import { readCalibration, writeCalibration, type KeptCalibration } from './keep-calibration.ts'
import { loadDecided, readDecided } from './decided.ts'

/** Doubtful pairs that are kept for review. */
const DOUBTS = 500

/**
 * Recognises the same person in many contents: `content_people` (`k`, `person`), with `person` the smallest `k` of the
 * contents that are one person. Contents without a person's name are about a company only and are left out.
 */
export const linkContacts: BuildStep = {
  name: 'contacts',
  label: 'Recognise people',
  run: async (context) => {
    const { db, paths } = context
    await loadDecided(context)
    for (const sql of PEOPLE) await db.run(sql)
    const { count } = await db.row<{ count: number }>('SELECT count(*) AS count FROM people')
    const columns = await readColumns(context, count)
    const [records = new Int32Array(), units = new Int32Array()] = await db.integers(UNITS)
    const [weights = new Int32Array()] = await db.integers('SELECT weight FROM people ORDER BY l')
    const kept = await calibrationToKeep(context, count)
    const decided = await readDecided(context)
    const { clusters, knowledge, calibration, tellState, doubts, looked } = linkRecords(
      {
        count,
        columns,
        weights: new Uint32Array(weights),
        unitStarts: startsOf(records, count),
        units: new Uint32Array(units),
        unitKeys: await readUnitKeys(context),
        ...(decided ? { decided } : {}),
      },
      {
        calibration: kept?.calibration,
        before: context.linking === 'whole' ? null : kept?.state,
        doubts: DOUBTS,
        progress: ({ done, total, unit }) => context.progress(done ?? 0, total, unit),
      },
    )
    await writeKnowledge(context, knowledge)
    await writeObeyed(context)
    await writeDoubts(context, { doubts, looked, most: DOUBTS })
    await writeCalibration(context, { name: kept?.name ?? context.edition, calibration, state: tellState() })
    const path = join(paths.work, 'people.tsv')
    const writer = await openLineWriter(path)
    for (let l = 0; l < count; l++) await writer.write(`${l}\t${clusters[l]}`)
    await writer.close()
    const pairs = textTable(path, [
      { name: 'l', type: 'INTEGER' },
      { name: 'cluster', type: 'INTEGER' },
    ])
    await db.run(
      `CREATE TABLE content_people AS
       SELECT m.k, first.k AS person FROM ${pairs} c
       JOIN people_contents m USING (l) JOIN people first ON first.l = c.cluster`,
    )
    return count
  },
}

/**
 * What the parent was linked by, so that a small delivery changes nothing about people it does not speak of. Learned anew when asked for,
 * and when there is twice as much to learn from.
 */
async function calibrationToKeep(context: BuildContext, count: number): Promise<KeptCalibration | null> {
  if (context.linking === 'anew') return null
  const kept = await readCalibration(context)
  return kept && count <= kept.calibration.records * GROWTH ? kept : null
}

const GROWTH = 2

/** Digests of the units' names, by number: numbers are given anew by each build. */
async function readUnitKeys({ db }: BuildContext): Promise<Uint32Array> {
  const names = await db.rows<{ origin: string }>('SELECT origin FROM unit_names ORDER BY unit')
  return Uint32Array.from(names, ({ origin }) => unitKey(origin))
}

/** Cleaned channels of each content, in the order of their text; what cleaning called invalid is no evidence. */
const channels = (kind: 'email' | 'phone' | 'address', raw: string, key: string) =>
  `CREATE TABLE ${kind}_keys AS SELECT k, list_sort(list(DISTINCT ${key})) AS keys
   FROM (SELECT k, unnest(${raw}) AS raw FROM contents) JOIN clean_${kind} v USING (raw)
   WHERE v.verdict NOT IN ('invalid', 'empty') AND ${key} IS NOT NULL GROUP BY k`

/**
 * `people` holds the distinct combinations of what is compared, numbered `l` in the order of their smallest content, and
 * `people_contents` the contents behind each. Contents on different sides of a decision are never one combination.
 */
const PEOPLE = [
  channels('email', 'emails', 'v.key'),
  channels('phone', 'list_concat(phones, mobiles)', 'v.e164'),
  channels('address', 'addresses', 'v.value'),
  // Numbers of companies are given anew by each build; what a linking learned of a company is known by this.
  `CREATE TABLE company_names AS SELECT company, left(md5(min(member)), 16) AS name FROM company_members GROUP BY company`,
  `CREATE TABLE compared AS
   SELECT c.k, nullif(n.first, '') AS first, nullif(n.middle, '') AS middle, nullif(n.last, '') AS last, nullif(n.suffix, '') AS suffix,
     s.sides, e.keys[1] AS email1, e.keys[2] AS email2, p.keys[1] AS phone1, p.keys[2] AS phone2, p.keys[3] AS phone3,
     a.keys[1] AS address1, a.keys[2] AS address2, w.name AS company, lower(trim(c.unit)) AS unit
   FROM contents c JOIN clean_name n ON n.raw = c.name AND n.verdict NOT IN ('invalid', 'empty') AND (n.first <> '' OR n.last <> '')
   LEFT JOIN email_keys e USING (k) LEFT JOIN phone_keys p USING (k) LEFT JOIN address_keys a USING (k)
   LEFT JOIN content_companies o USING (k) LEFT JOIN company_names w ON w.company = o.company
   LEFT JOIN decided_sides s ON s.digest = c.digest`,
  `CREATE TABLE people AS
   SELECT (row_number() OVER (ORDER BY k) - 1)::INTEGER AS l, * FROM (
     SELECT min(c.k) AS k, sum(o.records)::INTEGER AS weight, list(c.k) AS ks, ${COMPARED.map((c) => `"${c.column}"`).join(', ')}
     FROM compared c JOIN occurrences o USING (k) GROUP BY sides, ${COMPARED.map((c) => `"${c.column}"`).join(', ')})`,
  'CREATE TABLE people_contents AS SELECT l, unnest(ks) AS k FROM people',
]

const UNITS = `SELECT DISTINCT l, unit::INTEGER AS unit FROM people_contents
  JOIN (SELECT k, unnest(units) AS unit FROM occurrences) USING (k) ORDER BY l, unit`

/** Reads the compared columns as dictionaries and codes; value 0 of each is the missing one. */
async function readColumns({ db, paths }: BuildContext, count: number): Promise<LinkColumn[]> {
  const path = join(paths.work, 'compared.tsv')
  const texts = COMPARED.map(({ column }) => `coalesce("${column}", '')`)
  await db.writeLines(`SELECT ${textLine(texts)} FROM people ORDER BY l`, path)
  const columns = COMPARED.map(({ role }) => ({ role, values: [''], codes: new Uint32Array(count) }))
  const codes = columns.map(() => new Map([['', 0]]))
  let row = 0
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const cells = line.split('\t')
      for (let c = 0; c < columns.length; c++) columns[c].codes[row] = codeOf(cells[c], codes[c], columns[c].values)
      row++
    }
  }
  return columns
}

function codeOf(value: string, codes: Map<string, number>, values: string[]): number {
  const known = codes.get(value)
  if (known !== undefined) return known
  const code = values.length
  codes.set(value, code)
  values.push(value)
  return code
}

/** Where each record's run begins in a column sorted by record; one more entry marks the end. */
function startsOf(records: Int32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1)
  for (const record of records) starts[record + 1]++
  for (let i = 0; i < count; i++) starts[i + 1] += starts[i]
  return starts
}
