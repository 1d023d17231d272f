import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Doubt } from '../../engine/match/index.ts'
import { sqlText, textTable } from '../../platform/duckdb/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { BuildContext } from '../build/build-context.ts'
import { draftExplain } from './write-explain.ts'

/**
 * Keeps what linking was in doubt of: `review.parquet` (`number`, `weight`, `one`, `worth`, `side`, `digest`), the most valuable
 * as number 1. Needs `people_contents`.
 */
export async function writeDoubts(context: BuildContext, doubts: readonly Doubt[]): Promise<void> {
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
  await db.run(
    `COPY (SELECT number, weight::DOUBLE AS weight, one = 't' AS one, worth::DOUBLE AS worth, side, digest
       FROM ${table} JOIN people_contents USING (l) JOIN contents USING (k) ORDER BY number, side, digest)
     TO ${sqlText(join(draftExplain(context), 'review.parquet'))} (FORMAT parquet, COMPRESSION zstd)`,
  )
}
