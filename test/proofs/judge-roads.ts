import { sql } from 'kysely'
import { migrationsFolder, schemas } from '../../src/migrations/index.ts'
import { findFaults } from '../../src/modules/credits/index.ts'
import { createLog } from '../../src/platform/log/index.ts'
import { openPostgres } from '../../src/platform/postgres/index.ts'
import type { Told } from './kill-roads.ts'

/** What a stream of stops, unlocks and contributions did, and what is wrong with what is left of it after all the kills. */
export type RoadsVerdict = {
  did: { stopped: number; unlocks: number; charged: number }
  /** All must be 0. */
  faults: {
    /** Acknowledged stops whose contact can be seen. */
    lostStops: number
    /** Acknowledged unlocks that were not charged, or charged another sum. */
    lostUnlocks: number
    /** Transactions, balances, charges and disclosures that do not add up, by the ledger's own account. */
    ledger: number
    /** Credits that went out without a contact that was unlocked. */
    lostCredits: number
  }
}

type Options = { data: string; address: string; cookie: string; account: string; told: Told }

/** Compares what a running instance holds with what it acknowledged. */
export async function judgeRoads({ data, address, cookie, account, told }: Options): Promise<RoadsVerdict> {
  const layout = { schemas, selfKept: ['jobs'], migrations: migrationsFolder }
  const log = createLog({ level: 'silent' })
  const postgres = await openPostgres({ data, layout, log, borrowed: true })
  try {
    const db = postgres.as<never>('ledger')
    const { rows: charges } = await sql<{ key: string; credits: number }>`
      SELECT t.key, e.credits FROM transactions t JOIN entries e ON e.transaction = t.id
      WHERE t.kind = 'unlock' AND e.account = ${`account:${account}`}`.execute(db)
    const { rows: sums } = await sql<{ owned: string; balance: number; given: string }>`SELECT
      (SELECT coalesce(sum(price), 0) FROM unlocked WHERE account = ${account}) AS owned,
      (SELECT credits FROM balances WHERE account = ${account}) AS balance,
      (SELECT coalesce(sum(e.credits), 0) FROM entries e JOIN transactions t ON t.id = e.transaction
        WHERE e.account = ${`account:${account}`} AND t.kind <> 'unlock') AS given`.execute(db)
    const charged = new Map(charges.map(({ key, credits }) => [key, -credits]))
    const lost = [...told.unlocked].filter(([key, { cost }]) => (charged.get(`unlock:${account}:${key}`) ?? 0) < cost)
    const [{ owned, balance, given } = { owned: '0', balance: 0, given: '0' }] = sums
    return {
      did: { stopped: told.stopped.size, unlocks: told.unlocked.size, charged: charged.size },
      faults: {
        lostStops: await countVisible({ address, cookie, ids: [...new Set(told.stopped.values())] }),
        lostUnlocks: lost.length,
        ledger: (await findFaults(postgres.as('ledger'))).length,
        lostCredits: Math.abs(Number(given) - balance - Number(owned)),
      },
    }
  } finally {
    await postgres.close()
  }
}

async function countVisible({ address, cookie, ids }: { address: string; cookie: string; ids: string[] }) {
  let visible = 0
  for (const id of ids) {
    const { status } = await fetch(`${address}/v1/contacts/${id}`, { headers: { cookie } })
    if (status !== 404) visible += 1
  }
  return visible
}
