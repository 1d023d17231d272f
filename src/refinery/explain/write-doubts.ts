import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Doubt } from '../../engine/match/index.ts'
import { sqlText, textTable } from '../../platform/duckdb/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { BuildContext } from '../build/build-context.ts'
import { draftExplain } from './write-explain.ts'

/**
 * Keeps what linking was in doubt of: `review.parquet` (`number`, `weight`, `one`, `worth`, `side`, `digest`), the most valuable
 * as number 1. Where only some records were looked at, the parent's doubts of the others are kept. Needs `people_contents`.
 */
export async function writeDoubts(
  context: BuildContext,
  { doubts, looked, most }: { doubts: readonly Doubt[]; looked: Uint8Array | null; most: number },
): Promise<void> {
  const { db, paths } = context
  const lines = join(paths.work, 'doubts.tsv')
  const writer = await openLineWriter(lines)
  for (const [place, { a, b, weight, isOne, worth }] of doubts.entries())
    for (const [side, records] of [a, b].entries())
      for (const l of records) await writer.write([place + 1, weight, isOne ? 't' : 'f', worth, side, l].join('\t'))
  await writer.close()
  const table = textTable(lines, [
    { name: 'number', type: 'INTEGER' },
    { name: 'weight', type: 'VARCHAR' },
    { name: 'one', type: 'VARCHAR' },
    { name: 'worth', type: 'VARCHAR' },
    { name: 'side', type: 'INTEGER' },
    { name: 'l', type: 'INTEGER' },
  ])
  await mkdir(draftExplain(context), { recursive: true, mode: 0o700 })
  const found = `SELECT number, weight::DOUBLE AS weight, one = 't' AS one, worth::DOUBLE AS worth, side, digest
    FROM ${table} JOIN people_contents USING (l) JOIN contents USING (k)`
  const kept = looked === null ? null : await keptDoubts(context, looked)
  const all = kept === null ? found : `${found} UNION ALL ${kept}`
  await db.run(
    `COPY (SELECT * EXCLUDE (place), place AS number FROM (
         SELECT * EXCLUDE (number), dense_rank() OVER (ORDER BY worth DESC, number)::INTEGER AS place FROM (${all}))
       WHERE place <= ${most} ORDER BY place, side, digest)
     TO ${sqlText(join(draftExplain(context), 'review.parquet'))} (FORMAT parquet, COMPRESSION zstd)`,
  )
}

/** The parent's doubts of which every content is there still and none was looked at again; their numbers come after those found. */
async function keptDoubts({ db, paths, parentLedger }: BuildContext, looked: Uint8Array): Promise<string | null> {
  if (parentLedger === null) return null
  const path = join(paths.explain(parentLedger), 'review.parquet')
  if (
    !(await access(path).then(
      () => true,
      () => false,
    ))
  )
    return null
  const lines = join(paths.work, 'looked.tsv')
  const writer = await openLineWriter(lines)
  for (let l = 0; l < looked.length; l++) if (looked[l] === 1) await writer.write(String(l))
  await writer.close()
  await db.run(`CREATE TABLE looked AS SELECT l FROM ${textTable(lines, [{ name: 'l', type: 'INTEGER' }])}`)
  await db.run(
    `CREATE TABLE still AS SELECT digest FROM contents JOIN people_contents USING (k) ANTI JOIN looked USING (l)`,
  )
  return `SELECT number + 1000000 AS number, weight, one, worth, side, digest FROM ${sqlText(path)} r
    WHERE number NOT IN (SELECT number FROM ${sqlText(path)} ANTI JOIN still USING (digest))`
}
