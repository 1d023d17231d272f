import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Postgres } from '../../src/platform/postgres/index.ts'
import { readBatches } from '../../src/refinery/index.ts'
import type { Told } from './road-stream.ts'
import { buildRoads } from './road-world.ts'
import type { World } from './road-world.ts'

/** What is wrong with what was contributed; all must be 0. */
export type ContributionFaults = {
  /** Acknowledged contributions that are not there, and people of them, not taken back, who are in no edition. */
  lostContributions: number
  /** Contributions and batches that nobody was told of, and people who are there twice. */
  strayContributions: number
  /** People who were taken back and are seen: at once, and after the next build. */
  seenAgain: number
  /** Contributions that were built and not credited, not in full, or more than once. */
  wrongCredits: number
}

type Options = {
  postgres: Postgres
  world: World
  told: Told
  /** How many contacts a path shows. */
  visible: (path: string) => Promise<number>
}

/** How long what follows a build may take, in ms. */
const PATIENCE = 120_000

/** Looks for what was contributed, builds, and looks again. */
export async function judgeContributions({ postgres, world, told, visible }: Options): Promise<ContributionFaults> {
  const db = postgres.as<never>('intake')
  const count = (name: string) => visible(`/v1/contacts/count?name=${name}`)
  let seenAgain = 0
  for (const name of told.takenBack) seenAgain += await count(name)
  await buildRoads(world.data)
  await settled(db)
  for (const name of told.takenBack) seenAgain += await count(name)
  const { lost, stray } = await compareRows(db, { data: world.data, told })
  let [missing, twice] = [0, 0]
  for (const { people } of told.contributed.values()) {
    for (const name of people.filter((each) => !told.takenBack.has(each))) {
      const times = await count(name)
      if (times === 0) missing += 1
      if (times > 1) twice += 1
    }
  }
  return {
    lostContributions: lost + missing,
    strayContributions: stray + twice,
    seenAgain,
    wrongCredits: await countWrongCredits(postgres),
  }
}

/** Waits until what an edition made of contributions is written down and credited. */
async function settled(db: Kysely<never>): Promise<void> {
  for (const until = Date.now() + PATIENCE; Date.now() < until; await wait(250)) {
    const { rows } = await sql<{ open: number }>`SELECT
      (SELECT count(*) FROM contributions WHERE state = 'waiting')::int
      + (SELECT count(*) FROM credited WHERE NOT booked)::int AS open`.execute(db)
    if (rows[0]?.open === 0) return
  }
  throw new Error('contributions wait although an edition was built')
}

async function compareRows(db: Kysely<never>, { data, told }: { data: string; told: Told }) {
  const { rows } = await sql<{ id: string; key: string; batch: string; source: string; over: boolean }>`
    SELECT id, key, batch, source, state = 'taken-back' AND final AS over FROM contributions`.execute(db)
  const held = new Map(rows.map(({ id, key }) => [key, id]))
  const batches = new Set(rows.map(({ batch }) => batch))
  // What was taken back for good may have left the disk.
  const needed = new Set(rows.flatMap(({ batch, over }) => (over ? [] : [batch])))
  const sources = new Set(rows.map(({ source }) => source))
  const placed = (await readBatches(data)).filter(({ source }) => source !== null && sources.has(source))
  const there = new Set(placed.map(({ id }) => id))
  const lost = [...told.contributed].filter(([key, { id }]) => held.get(key) !== id)
  const strayRows = rows.filter(({ key }) => !told.contributed.has(key))
  const strayBatches = placed.filter(({ id }) => !batches.has(id))
  return {
    lost: lost.length + [...needed].filter((batch) => !there.has(batch)).length,
    stray: strayRows.length + (rows.length - held.size) + strayBatches.length,
  }
}

/** What is credited is what was built, once: for each that was never taken back all of its rows. */
async function countWrongCredits(postgres: Postgres): Promise<number> {
  const { rows: due } = await sql<{ key: string; rows: number; short: boolean }>`
    SELECT 'contribution:' || c.account || ':' || c.batch AS key, r.added + r.confirmed AS rows,
      r.added + r.confirmed < c.rows AND c.state <> 'taken-back'
        AND NOT EXISTS (SELECT FROM taken_back_rows t WHERE t.contribution = c.id) AS short
    FROM contributions c JOIN credited r ON r.batch = c.batch`.execute(postgres.as('intake'))
  const { rows: booked } = await sql<{ key: string; rows: number }>`
    SELECT key, ((detail ->> 'added')::int + (detail ->> 'confirmed')::int) AS rows
    FROM transactions WHERE kind = 'contribution'`.execute(postgres.as('ledger'))
  const sums = new Map(booked.map(({ key, rows }) => [key, rows]))
  const wrong = due.filter(({ key, rows, short }) => short || (sums.get(key) ?? 0) !== rows)
  return wrong.length + (booked.length - sums.size)
}
