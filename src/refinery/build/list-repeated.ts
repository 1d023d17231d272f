import { createHmac } from 'node:crypto'
import { access, mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { commitmentKey } from '../store/commitment.ts'
import type { StorePaths } from '../store/paths.ts'

/** A text without what people spell differently: capitals, accents, spaces and points. */
function plain(column: string): string {
  return `regexp_replace(lower(strip_accents(${column})), '[^\\p{L}\\p{N}]+', '', 'g')`
}

/** By what a row is known again. */
const KEYS = `list_concat(
  list_transform(coalesce(emails, []), e -> 'e:' || lower(trim(e))),
  CASE WHEN name IS NULL OR company IS NULL THEN [] ELSE ['n:' || ${plain('name')} || '|' || ${plain('company')}] END)`

/** HMAC-SHA-256 (RFC 2104) of a text as DuckDB computes it, under a key of at most 64 bytes. */
function macSql(key: Buffer, text: string): string {
  const padded = Buffer.concat([key, Buffer.alloc(64 - key.length)])
  const pad = (byte: number) => `unhex('${Buffer.from(padded.map((each) => each ^ byte)).toString('hex')}')`
  return `sha256(${pad(0x5c)} || unhex(sha256(${pad(0x36)} || encode(${text}))))`
}

/** The digests of whom batches speak of: the key differs from the one that commits to inputs. */
async function saidSql(paths: StorePaths, batches: readonly string[]): Promise<string> {
  const key = createHmac('sha256', await commitmentKey(paths))
    .update('whom a batch speaks of')
    .digest()
  const list = batches.map((batch) => sqlText(join(paths.batch(batch), 'batch.parquet'))).join(', ')
  return `SELECT parse_path(filename)[-2] AS batch, row, ${macSql(key, 'key')} AS mac
    FROM (SELECT filename, row, unnest(${KEYS}) AS key FROM read_parquet([${list}], filename = true))`
}

/**
 * Rows of batches that say who was said before, in the batch or in one that comes before it. Batches that were removed count
 * with what is remembered of them.
 */
export async function listRepeated(
  paths: StorePaths,
  batches: readonly string[],
): Promise<{ batch: string; row: number }[]> {
  const known = await Promise.all(
    batches.map(async (batch) => {
      if (await isThere(paths.batch(batch))) return { batch, isThere: true }
      return (await isThere(paths.said(batch))) ? { batch, isThere: false } : null
    }),
  )
  const there = known.flatMap((each) => (each?.isThere ? [each.batch] : []))
  if (there.length === 0) return []
  const removed = known.flatMap((each) => (each && !each.isThere ? [sqlText(paths.said(each.batch))] : []))
  const remembered =
    removed.length === 0 ? '' : `UNION ALL SELECT batch, row, mac FROM read_parquet([${removed.join(', ')}])`
  const places = batches.map((batch, place) => `(${place}, ${sqlText(batch)}, ${there.includes(batch)})`)
  const db = await openDuckDb({ threads: 1 })
  try {
    return await db.rows<{ batch: string; row: number }>(
      `WITH places(place, batch, is_there) AS (VALUES ${places.join(', ')}),
       said AS (${await saidSql(paths, there)} ${remembered}),
       firsts AS (SELECT place, batch, is_there, row, min((place, row)) OVER (PARTITION BY mac) < (place, row) AS repeated
         FROM said JOIN places USING (batch))
       SELECT batch, row::DOUBLE AS row FROM firsts WHERE repeated AND is_there
       GROUP BY place, batch, row ORDER BY place, firsts.row`,
    )
  } finally {
    db.close()
  }
}

/** Keeps keyed digests of whom a batch speaks of, so that it may be removed. Nothing for a batch that is not there. */
export async function rememberSaid(paths: StorePaths, batch: string): Promise<void> {
  if (!(await isThere(paths.batch(batch)))) return
  const path = paths.said(batch)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const db = await openDuckDb({ threads: 1 })
  try {
    await db.run(
      `COPY (${await saidSql(paths, [batch])}) TO ${sqlText(`${path}.new`)} (FORMAT parquet, COMPRESSION zstd)`,
    )
  } finally {
    db.close()
  }
  await rename(`${path}.new`, path)
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
