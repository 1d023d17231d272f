import { join } from 'node:path'
import type { Decided } from '../../engine/match/index.ts'
import { textTable } from '../../platform/duckdb/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { BuildContext } from '../build/build-context.ts'

/**
 * Loads what was decided by hand: `decided` (`decision`, `verdict`, `side`, `digest`), and `decided_sides` (`digest`, `sides`),
 * the sides that a content is on of decisions that two are two.
 */
export async function loadDecided({ db, paths, evidence }: BuildContext): Promise<void> {
  const path = join(paths.work, 'decided.tsv')
  const writer = await openLineWriter(path)
  for (const [decision, { verdict, a, b }] of (evidence?.decisions ?? []).entries())
    for (const [side, digests] of [a, b].entries())
      for (const digest of digests) await writer.write(`${decision}\t${verdict}\t${side}\t${digest}`)
  await writer.close()
  const table = textTable(path, [
    { name: 'decision', type: 'INTEGER' },
    { name: 'verdict', type: 'VARCHAR' },
    { name: 'side', type: 'INTEGER' },
    { name: 'digest', type: 'VARCHAR' },
  ])
  await db.run(`CREATE TABLE decided AS SELECT DISTINCT * FROM ${table}`)
  await db.run(
    `CREATE TABLE decided_sides AS
     SELECT digest, string_agg(decision || '.' || side, ' ' ORDER BY decision, side) AS sides
     FROM decided WHERE verdict = 'two' GROUP BY digest`,
  )
}

/** The decisions by the number of what linking compares; undefined when there are none. Needs `people_contents`. */
export async function readDecided({ db, evidence }: BuildContext): Promise<Decided | undefined> {
  if (!evidence?.decisions?.length) return undefined
  const rows = await db.rows<{ decision: number; verdict: string; side: number; l: number }>(
    `SELECT DISTINCT decision, verdict, side, l FROM decided JOIN contents USING (digest) JOIN people_contents USING (k)
     ORDER BY decision, side, l`,
  )
  const sides = evidence.decisions.map(({ verdict }) => ({ verdict, a: [] as number[], b: [] as number[] }))
  for (const { decision, side, l } of rows) (side === 0 ? sides[decision].a : sides[decision].b).push(l)
  return {
    one: sides.flatMap(({ verdict, a, b }) => (verdict === 'one' ? [[...new Set([...a, ...b])]] : [])),
    two: sides.flatMap(({ verdict, a, b }) => (verdict === 'two' ? [{ a, b }] : [])),
  }
}
