import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { writeFileAtomic } from '../../platform/files/index.ts'
import type { BuildEvidence } from '../build/build-evidence.ts'
import type { Batch } from './batch.ts'
import type { StorePaths } from './paths.ts'

/**
 * Commits to the list of inputs without telling it: HMAC-SHA256 under a key that stays in the data directory, so that
 * who holds a feed cannot find out whether it was used. Hex. Suppressions, rows that were taken back
 * and decisions by hand are inputs as well.
 */
export async function commitToInputs(
  paths: StorePaths,
  { batches, evidence, checks }: { batches: readonly Batch[]; evidence: BuildEvidence | null; checks: string | null },
): Promise<string> {
  const key = await commitmentKey(paths)
  // The id says how the file was read as well.
  const list = batches.map(({ id, digest, source }) => JSON.stringify([id, digest, source])).sort()
  return createHmac('sha256', key)
    .update(JSON.stringify([...list, ...digestsOf(evidence), ...(checks === null ? [] : [`checks ${checks}`])]))
    .digest('hex')
}

/** Nothing for no evidence, so that an edition made without any commits to its batches alone. */
function digestsOf(evidence: BuildEvidence | null): string[] {
  const rows = (evidence?.withdrawn.rows ?? []).map(({ batch, row }) => `${batch} ${row}`)
  const decisions = (evidence?.decisions ?? []).map(({ verdict, a, b }) =>
    JSON.stringify([verdict, ...[a, b].map((side) => side.toSorted().join(' ')).sort()]),
  )
  const suppressed = (evidence?.suppressed ?? []).map((mac) => mac.toString('hex'))
  return Object.entries({ suppressed, withdrawn: rows, decisions })
    .filter(([, list]) => list.length > 0)
    .map(
      ([name, list]) =>
        `${name} ${createHash('sha256')
          .update([...new Set(list)].sort().join('\n'))
          .digest('hex')}`,
    )
}

/** The key of commitments: made at its first use. */
export async function commitmentKey(paths: StorePaths): Promise<Buffer> {
  const known = await readFile(paths.commitmentKey, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (known) return Buffer.from(known.trim(), 'hex')
  const key = randomBytes(32)
  await mkdir(dirname(paths.commitmentKey), { recursive: true, mode: 0o700 })
  await writeFileAtomic(paths.commitmentKey, `${key.toString('hex')}\n`, { mode: 0o600 })
  return key
}
