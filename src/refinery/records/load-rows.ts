import { join } from 'node:path'
import { sqlText, textTable } from '../../platform/duckdb/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { BuildContext, BuildStep } from '../build/build-context.ts'
import { listDefaultDaters, type DatedRows } from './default-dates.ts'

/** Columns of a batch that say something; where the row came from and when are not content. */
const TEXTS = ['name', 'title', 'company', 'unit', 'domain', 'industry', 'employees', 'revenue', 'linkedin']
const LISTS = ['emails', 'phones', 'mobiles', 'faxes', 'addresses']
const CONTENT = [...TEXTS, ...LISTS]

/** A content as one text: separators that no cell can hold (intake writes lists with another) keep the cells apart. */
const CONTENT_TEXT = `concat_ws(chr(30), ${[
  ...TEXTS.map((column) => `coalesce(${column}, '')`),
  ...LISTS.map((column) => `coalesce(array_to_string(${column}, chr(29)), '')`),
].join(', ')})`

/**
 * Loads the rows of all batches in force, but for those that were taken back, and collapses those that say the same:
 * `contents` (one row a distinct content, numbered `k` in the order of its digest, which depends on nothing but the content)
 * and `occurrences` (which source said it, how often, when).
 */
export const loadRows: BuildStep = {
  name: 'rows',
  label: 'Collapse identical rows',
  run: async (context) => {
    const { db, paths, batches } = context
    await loadWithdrawn(context)
    await db.run(rowsSql(batches.map((batch) => sqlText(join(paths.batch(batch.id), 'batch.parquet')))))
    await db.run(CONTENTS)
    await db.run(ROWS_OF_CONTENTS)
    await db.run(UNIT_NAMES)
    await db.run('DROP TABLE batch_rows')
    await forgetDefaultDates(context)
    await db.run(OCCURRENCES)
    const { n } = await db.row<{ n: number }>('SELECT count(*) AS n FROM rows')
    return n
  },
}

/**
 * One unit is one source in one snapshot: the value of the source column where there is one, else the batch. The names of
 * units are compared, never read: a source called `2026-08-05` dates nothing.
 */
function rowsSql(files: readonly string[]): string {
  // When everything was taken back there are no rows, and an empty edition comes of it.
  if (files.length === 0) return NO_ROWS
  return `CREATE TABLE batch_rows AS
    SELECT parse_path(filename)[-2] AS batch, row, record_id,
      coalesce(source, parse_path(filename)[-2]) AS origin,
      seen,
      ${CONTENT.join(', ')},
      left(sha256(${CONTENT_TEXT}), 32) AS digest
    FROM read_parquet([${files.join(', ')}], filename = true) f
    WHERE NOT EXISTS (SELECT 1 FROM withdrawn_rows w WHERE w.batch = parse_path(filename)[-2] AND w.row = f.row)`
}

const NO_ROWS = `CREATE TABLE batch_rows (batch VARCHAR, row BIGINT, record_id VARCHAR, origin VARCHAR, seen VARCHAR,
  ${TEXTS.map((column) => `${column} VARCHAR`).join(', ')}, ${LISTS.map((column) => `${column} VARCHAR[]`).join(', ')}, digest VARCHAR)`

async function loadWithdrawn({ db, paths, evidence }: BuildContext): Promise<void> {
  const path = join(paths.work, 'withdrawn.tsv')
  const writer = await openLineWriter(path)
  for (const { batch, row } of evidence?.withdrawn.rows ?? []) await writer.write(`${batch}\t${row}`)
  await writer.close()
  const table = textTable(path, [
    { name: 'batch', type: 'VARCHAR' },
    { name: 'row', type: 'BIGINT' },
  ])
  await db.run(`CREATE TABLE withdrawn_rows AS SELECT DISTINCT batch, row FROM ${table}`)
}

async function forgetDefaultDates({ db }: BuildContext): Promise<void> {
  const units = await db.rows<DatedRows>(
    `SELECT unit, count(seen)::INTEGER AS dated, count(*) FILTER (seen LIKE '%-01-01')::INTEGER AS first FROM rows GROUP BY unit`,
  )
  const daters = listDefaultDaters(units)
  if (daters.length > 0)
    await db.run(`UPDATE rows SET seen = NULL WHERE seen LIKE '%-01-01' AND unit IN (${daters.join(', ')})`)
}

/** Numbering sorts the digests alone; the cells are fetched once each is known. */
const CONTENTS = `CREATE TABLE contents AS
  SELECT f.k, b.digest, ${CONTENT.map((column) => `b.${column}`).join(', ')}
  FROM (SELECT (row_number() OVER (ORDER BY digest) - 1)::INTEGER AS k, first
        FROM (SELECT digest, min(rowid) AS first FROM batch_rows GROUP BY digest)) f
  JOIN batch_rows b ON b.rowid = f.first`

const ROWS_OF_CONTENTS = `CREATE TABLE rows AS
  SELECT c.k, b.batch, b.row, b.record_id, b.seen,
    (dense_rank() OVER (ORDER BY b.origin) - 1)::INTEGER AS unit
  FROM batch_rows b JOIN contents c USING (digest)`

/** Which number is which unit, for what is kept from build to build. */
const UNIT_NAMES = `CREATE TABLE unit_names AS
  SELECT (row_number() OVER (ORDER BY origin) - 1)::INTEGER AS unit, origin FROM (SELECT DISTINCT origin FROM batch_rows)`

const OCCURRENCES = `CREATE TABLE occurrences AS
  SELECT k, list(DISTINCT unit) AS units, count(*)::INTEGER AS records, min(seen) AS first_seen, max(seen) AS seen
  FROM rows GROUP BY k`
