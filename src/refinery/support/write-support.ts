import { join } from 'node:path'
import { sqlText } from '../../platform/duckdb/index.ts'
import type { BuildContext } from '../build/build-context.ts'

/**
 * Writes the support ledger of the edition being built: a line for each row about a person. `contact` is null for who was
 * dropped at the gate; `others` counts the other sources that speak of the person, the gate apart, so that it does not tell who
 * is suppressed. A source is who delivered: two deliveries of one source are one.
 */
export async function writeSupport({ db, batches }: BuildContext, path: string): Promise<void> {
  const sources = [...new Set(batches.flatMap(({ source }) => source ?? []))].sort()
  const numbers = batches.map(
    ({ id, source }) => `(${sqlText(id)}, ${source === null ? 'NULL' : -1 - sources.indexOf(source)})`,
  )
  const known = numbers.length > 0 ? `VALUES ${numbers.join(', ')}` : 'SELECT NULL::VARCHAR, NULL::INTEGER WHERE false'
  await db.run(
    `CREATE TABLE batch_sources AS SELECT batch::VARCHAR AS batch, source::INTEGER AS source FROM (${known}) t(batch, source)`,
  )
  await db.run(`CREATE TABLE spoken AS
    SELECT r.k, r.batch, r.row, p.person, coalesce(b.source, r.unit) AS source FROM rows r
    JOIN (SELECT k, person FROM content_people UNION ALL SELECT k, person FROM gated_contents) p USING (k)
    JOIN batch_sources b USING (batch)`)
  await db.run(`COPY (
    SELECT i.id AS contact, s.batch, s.row::BIGINT AS row, CASE WHEN i.id IS NULL THEN 0 ELSE coalesce(f.fields, 0) END::INTEGER AS fields,
      (n.sources - 1)::INTEGER AS others
    FROM spoken s JOIN (SELECT person, count(DISTINCT source) AS sources FROM spoken GROUP BY person) n USING (person)
    LEFT JOIN contact_ids i ON i.cluster = s.person LEFT JOIN content_fields f USING (k)
    ORDER BY s.batch, s.row) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`)
}

/** Where the draft of the ledger is until the edition is published. */
export function draftSupport({ paths }: BuildContext): string {
  return join(paths.work, 'support.parquet')
}
