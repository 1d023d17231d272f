import { sql } from 'kysely'
import { migrationsFolder, schemas } from '../../src/migrations/index.ts'
import { findFaults } from '../../src/modules/credits/index.ts'
import { createLog } from '../../src/platform/log/index.ts'
import { openPostgres } from '../../src/platform/postgres/index.ts'
import type { Postgres } from '../../src/platform/postgres/index.ts'
import { judgeContributions } from './judge-contributions.ts'
import type { ContributionFaults } from './judge-contributions.ts'
import { send } from './road-stream.ts'
import type { Streaming, Told } from './road-stream.ts'
import type { World } from './road-world.ts'

/** What a stream of stops, unlocks, contributions and take-backs did, and what is wrong with what is left of it after all the kills. */
export type RoadsVerdict = {
  did: {
    stopped: number
    unlocks: number
    charged: number
    contributed: number
    takenBack: number
    /** Answers that said no, by status. */
    refused: Record<string, number>
  }
  /** All must be 0. */
  faults: ContributionFaults & {
    /** Requests that were still not answered when nobody killed any more. */
    unanswered: number
    /** Keys that were answered in two ways. */
    differing: number
    /** Answers by which the server said that it failed. */
    failed: number
    /** Acknowledged stops whose contact can be seen. */
    lostStops: number
    /** Acknowledged unlocks that were charged another sum. */
    wrongCharges: number
    /** Charges that nobody was told of. */
    strayCharges: number
    /** Transactions, balances, charges and disclosures that do not add up, by the ledger's own account. */
    ledger: number
    /** Credits that went out without a contact that was unlocked. */
    lostCredits: number
  }
}

/** Asks what is open until it is answered, then compares what a running instance holds with what it acknowledged. */
export async function judgeRoads(streaming: Streaming): Promise<RoadsVerdict> {
  const { instance, world, told, open } = streaming
  for (const request of open.values()) await send(streaming, request)
  const layout = { schemas, selfKept: ['jobs'], migrations: migrationsFolder }
  const log = createLog({ level: 'silent' })
  const postgres = await openPostgres({ data: world.data, layout, log, borrowed: true })
  const visible = (path: string) => countVisible(instance.address + path, world.operator)
  try {
    const contributions = await judgeContributions({ postgres, world, told, visible })
    const charges = await judgeCharges(postgres, { world, told })
    const failed = [...told.refused].filter(([status]) => status >= 500)
    const did = {
      stopped: told.stopped.size,
      unlocks: told.unlocked.size,
      charged: charges.charged,
      contributed: told.contributed.size,
      takenBack: told.takenBack.size,
      refused: Object.fromEntries(told.refused),
    }
    const faults = {
      ...contributions,
      unanswered: open.size,
      differing: told.differing.length,
      failed: failed.reduce((sum, [, times]) => sum + times, 0),
      lostStops: await countSeen(visible, told),
      ...charges.faults,
    }
    return { did, faults }
  } finally {
    await postgres.close()
  }
}

async function judgeCharges(postgres: Postgres, { world, told }: { world: World; told: Told }) {
  const db = postgres.as<never>('ledger')
  const { rows } = await sql<{ key: string; credits: string }>`
    SELECT regexp_replace(t.key, '^[a-z]+:', '') AS key, -sum(e.credits) AS credits
    FROM transactions t JOIN entries e ON e.transaction = t.id
    WHERE t.kind IN ('unlock', 'refund') AND e.account LIKE 'account:%' GROUP BY 1`.execute(db)
  const charged = new Map(rows.map(({ key, credits }) => [key, Number(credits)]))
  const costs = new Map(Array.from(told.unlocked, ([key, { account, cost }]) => [`${account}:${key}`, cost]))
  const { rows: sums } = await sql<{ lost: string }>`
    SELECT coalesce(sum(abs(given - credits - owned)), 0) AS lost FROM (
      SELECT b.credits,
        (SELECT coalesce(sum(price), 0) FROM unlocked u WHERE u.account = b.account) AS owned,
        (SELECT coalesce(sum(e.credits), 0) FROM entries e JOIN transactions t ON t.id = e.transaction
          WHERE e.account = 'account:' || b.account AND t.kind <> 'unlock') AS given
      FROM balances b WHERE b.account = ANY(${world.actors.map(({ account }) => account)}::text[])) AS each`.execute(db)
  return {
    charged: charged.size,
    faults: {
      wrongCharges: [...costs].filter(([key, cost]) => (charged.get(key) ?? 0) !== cost).length,
      strayCharges: [...charged.keys()].filter((key) => !costs.has(key)).length,
      ledger: (await findFaults(postgres.as('ledger'))).length,
      lostCredits: Number(sums[0]?.lost ?? 0),
    },
  }
}

/** Contacts that an instance shows: of a list their number, of one 1. */
async function countVisible(url: string, cookie: string): Promise<number> {
  const answer = await fetch(url, { headers: { cookie } })
  if (answer.status === 404) return 0
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  const { total = 1 } = (await answer.json()) as { total?: number }
  return total
}

/** Those who stopped and are seen by the id that they had. */
async function countSeen(visible: (path: string) => Promise<number>, told: Told): Promise<number> {
  let seen = 0
  for (const id of new Set(told.stopped.values())) seen += await visible(`/v1/contacts/${id}`)
  return seen
}
