import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { IndicatorName } from '../../refinery/files/index.ts'
import { laplace } from './laplace.ts'
import type { HealthScanTables } from './tables.ts'

/** Scans that are shown together, or not at all. */
export const BLOCK = 20

/** How much one scan may tell in each figure: the ε of differential privacy. */
const EPSILON = 1

const INDICATORS = ['email', 'complete', 'phone', 'duplicates'] as const satisfies IndicatorName[]

/** Who sent a file, as far as they said. */
export type Sender = { industry: string | null; size: string | null }

/** How others did. */
export type Peers = Sender & {
  /** Scans that the figures are from: the smallest of their numbers. */
  scans: number
  /** Shares from 0 to 1, with noise; those that enough scans have. */
  shares: Partial<Record<IndicatorName, number>>
}

/**
 * How earlier scans did that are most like this one: same industry and size, else same industry, same size, or all. Only whole
 * blocks of 20 scans are looked at, each in the order of coming; to the mean of each block is added noise (Laplace, scale
 * 1 / (20 ε), ε = 1), made of the block's own seeds. So a scan is in one block a group, a block never changes, and its noise is
 * always the same: asking again, or between two scans, tells nothing more. Null when no group has 20.
 */
export async function compareWithPeers(
  db: Kysely<HealthScanTables>,
  { industry, size }: Sender,
): Promise<Peers | null> {
  const groups: Sender[] = [
    ...(industry !== null && size !== null ? [{ industry, size }] : []),
    ...(industry !== null ? [{ industry, size: null }] : []),
    ...(size !== null ? [{ industry: null, size }] : []),
    { industry: null, size: null },
  ]
  for (const group of groups) {
    const means = await Promise.all(INDICATORS.map(async (name) => [name, await meanOf(db, { group, name })] as const))
    const found = means.flatMap(([name, mean]) => (mean === null ? [] : [{ name, ...mean }]))
    if (found.length === 0) continue
    return {
      ...group,
      scans: Math.min(...found.map(({ scans }) => scans)),
      shares: Object.fromEntries(found.map(({ name, share }) => [name, share])),
    }
  }
  return null
}

type Asked = { group: Sender; name: (typeof INDICATORS)[number] }

/** The mean of whole blocks with their noise. */
async function meanOf(db: Kysely<HealthScanTables>, { group, name }: Asked) {
  const share = sql.ref<number>(name)
  const { rows: blocks } = await sql<{ mean: number; seeds: Buffer }>`
    WITH numbered AS (
      SELECT ${share} AS share, seed, id, (row_number() OVER (ORDER BY id) - 1) / ${sql.lit(BLOCK)} AS block
      FROM health_scans
      WHERE ${share} IS NOT NULL
        AND (${group.industry}::text IS NULL OR industry = ${group.industry})
        AND (${group.size}::text IS NULL OR size = ${group.size})
    )
    SELECT avg(share) AS mean, string_agg(seed, ''::bytea ORDER BY id) AS seeds
    FROM numbered GROUP BY block HAVING count(*) = ${sql.lit(BLOCK)} ORDER BY block`.execute(db)
  if (blocks.length === 0) return null
  const purpose = JSON.stringify([group.industry, group.size, name])
  const noisy = blocks.map(({ mean, seeds }) => mean + laplace(1 / (BLOCK * EPSILON), { seed: seeds, purpose }))
  const mean = noisy.reduce((sum, each) => sum + each, 0) / noisy.length
  return { scans: blocks.length * BLOCK, share: Math.round(100 * Math.min(1, Math.max(0, mean))) / 100 }
}
