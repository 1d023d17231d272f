import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDuckDb, sqlText, textLine, textTable, type DuckDb } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { openLineWriter, readLines } from '../../platform/lines/index.ts'
import type { CollapseOptions, Collapsed } from './collapsed.ts'
import { ColumnBuilder } from './column-builder.ts'
import { findColumn } from './find-column.ts'
import { guessRoles } from './guess-roles.ts'
import { unitSets } from './unit-sets.ts'

/** Collapses a Parquet table in DuckDB: only distinct contents ever reach this process's memory as text. */
export async function collapseParquet(path: string, options: CollapseOptions): Promise<Collapsed> {
  const db = await openDuckDb({ ...(options.threads === undefined ? {} : { threads: options.threads }), memory: 1200 })
  const temp = await mkdtemp(join(tmpdir(), 'fairlist-link-'))
  const close = (): void => {
    db.close()
    void rm(temp, { recursive: true, force: true })
  }
  try {
    return { ...(await collapse(db, temp, path, options)), close }
  } catch (error) {
    close()
    throw error
  }
}

async function collapse(
  db: DuckDb,
  temp: string,
  path: string,
  options: CollapseOptions,
): Promise<Omit<Collapsed, 'close'>> {
  const file = sqlText(path)
  const { columns, sample } = await look(db, file, path)
  const roles = guessRoles(columns, sample)
  const id = options.id === undefined ? roles.id : findColumn(columns, options.id)
  const source = options.source === undefined ? -1 : findColumn(columns, options.source)
  const compared = roles.compared.filter(({ index }) => index !== id && index !== source)
  for (const sql of collapseSteps({
    file,
    id: columns[id],
    source: columns[source],
    compared: compared.map(({ column }) => column),
  }))
    await db.run(sql)
  const [weights] = await db.integers('SELECT len(numbers)::INTEGER FROM contents ORDER BY content')
  const [contents, units] =
    source < 0
      ? [new Int32Array(), new Int32Array()]
      : await db.integers('SELECT content, unit FROM content_units ORDER BY content, unit')
  const { builders, ids } = await readContents(
    db,
    temp,
    compared.map(({ role }) => new ColumnBuilder(role)),
  )
  const [{ records }] = await db.rows<{ records: number }>('SELECT sum(len(numbers))::BIGINT AS records FROM contents')
  return {
    input: {
      count: ids.length,
      columns: builders.map((builder) => builder.finish()),
      weights: Uint32Array.from(weights ?? []),
      ...unitSets(ids.length, contents, units),
    },
    records,
    rejected: 0,
    compared: compared.map(({ column, role }) => ({ column, role })),
    firstId: (content) => ids[content],
    write: (out, clusterOf) => writeClusters(db, temp, out, clusterOf),
  }
}

async function look(db: DuckDb, file: string, path: string): Promise<{ columns: string[]; sample: string[][] }> {
  try {
    const described = await db.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM read_parquet(${file})`)
    const columns = described.map((column) => column.column_name)
    const list = columns.map((column) => `coalesce(${name(column)}::VARCHAR, '') AS ${name(column)}`)
    const rows = await db.rows<Record<string, string>>(`SELECT ${list.join(', ')} FROM read_parquet(${file}) LIMIT 200`)
    return { columns, sample: rows.map((row) => columns.map((column) => row[column])) }
  } catch (cause) {
    throw new AppError('bad_input', `${path} cannot be read as Parquet; is the file whole?`, { cause })
  }
}

type Wanted = { file: string; id: string | undefined; source: string | undefined; compared: string[] }

/** `contents`: the distinct compared texts, numbered by their first row, with the row numbers behind each. */
function collapseSteps({ file, id, source, compared }: Wanted): string[] {
  const cells = compared.map((column, c) => `coalesce(trim(${name(column)}::VARCHAR), '') AS c${c}`)
  const keys = compared.map((_, c) => `c${c}`).join(', ')
  const idText = id === undefined ? '(file_row_number + 1)::VARCHAR' : `coalesce(${name(id)}::VARCHAR, '')`
  const sourceText = source === undefined ? 'NULL' : `nullif(${name(source)}::VARCHAR, '')`
  const steps = [
    `CREATE TEMP TABLE contents AS
     SELECT (row_number() OVER (ORDER BY first) - 1)::INTEGER AS content, * FROM (
       SELECT ${[...compared.map((_, c) => `c${c}`), ''].join(', ')} min(number) AS first, list(number) AS numbers, list(id) AS ids, list(source) AS sources
       FROM (SELECT file_row_number AS number, ${idText} AS id, ${sourceText} AS source${cells.map((cell) => `, ${cell}`).join('')}
             FROM read_parquet(${file}, file_row_number = true))
       ${keys === '' ? '' : `GROUP BY ${keys}`})`,
  ]
  if (source === undefined) return steps
  return [
    ...steps,
    'CREATE TEMP TABLE pairs AS SELECT DISTINCT content, source FROM (SELECT content, unnest(sources) AS source FROM contents) WHERE source IS NOT NULL',
    `CREATE TEMP TABLE content_units AS SELECT content, (dense_rank() OVER (ORDER BY source) - 1)::INTEGER AS unit FROM pairs`,
  ]
}

async function readContents(
  db: DuckDb,
  temp: string,
  builders: ColumnBuilder[],
): Promise<{ builders: ColumnBuilder[]; ids: string[] }> {
  const path = join(temp, 'contents.tsv')
  const columns = builders.map((_, c) => `c${c}`)
  await db.writeLines(
    `SELECT ${textLine(['ids[list_position(numbers, first)]', ...columns])} FROM contents ORDER BY content`,
    path,
  )
  const ids: string[] = []
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const cells = line.split('\t')
      ids.push(unescape(cells[0]))
      for (let c = 0; c < builders.length; c++) builders[c].add(unescape(cells[c + 1]))
    }
  }
  return { builders, ids }
}

async function writeClusters(db: DuckDb, temp: string, out: string, clusterOf: Uint32Array): Promise<void> {
  const path = join(temp, 'clusters.tsv')
  const writer = await openLineWriter(path)
  for (let content = 0; content < clusterOf.length; content++) await writer.write(`${content}\t${clusterOf[content]}`)
  await writer.close()
  const clusters = textTable(path, [
    { name: 'content', type: 'INTEGER' },
    { name: 'cluster', type: 'INTEGER' },
  ])
  await db.run(
    `COPY (SELECT id AS record_id, cluster AS cluster_id FROM (
       SELECT content, unnest(numbers) AS number, unnest(ids) AS id FROM contents) JOIN ${clusters} USING (content) ORDER BY number)
     TO ${sqlText(out)} (FORMAT csv, HEADER true)`,
  )
}

const ESCAPED: Record<string, string> = { '\\\\': '\\', '\\t': '\t', '\\n': '\n', '\\r': '\r' }

function unescape(text: string): string {
  return text.includes('\\') ? text.replace(/\\[\\tnr]/g, (sign) => ESCAPED[sign]) : text
}

function name(column: string): string {
  return `"${column.replaceAll('"', '""')}"`
}
