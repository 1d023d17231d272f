import { expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import { unlockAtRandom } from '../../../test/proofs/unlock-at-random.ts'
import { systemClock } from '../../platform/clock/index.ts'
import { findFaults } from './index.ts'
import type { LedgerTables } from './index.ts'

test('10,000 random duplicate, parallel and retried unlocks have one effect each', { timeout: 1_200_000 }, async () => {
  const database = await aDatabase()
  try {
    const db = database.postgres.as<LedgerTables>('ledger')
    const read = async (ids: readonly string[]) => ids.map((id) => ({ id, name: 'Ada Example' }))
    const dependencies = { db, clock: systemClock, contacts: { edition: () => 'edition', read } }
    for (const seed of [1, 2, 3, 4, 5]) await unlockAtRandom({ dependencies, requests: 2000, seed })
    expect(await findFaults(db)).toEqual([])
  } finally {
    await database.remove()
  }
})
