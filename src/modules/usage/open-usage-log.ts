import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../platform/clock/index.ts'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import type { Log } from '../../platform/log/index.ts'
import { keepUsage } from './keep-usage.ts'
import type { UsageTable, UsageTables } from './tables.ts'

/** Something somebody did. */
export type Usage = {
  /** A declared action: the pattern of a route or a word of ours. Anything after a `?` is cut off. */
  action: string
  /** Opaque id of the user; null for a visitor. */
  account: string | null
  /** The address that the request came from. */
  address: string | null
  /** What the browser calls itself. */
  browser: string | null
  /** Whether it sent a Global Privacy Control signal. */
  gpc: boolean
}

const Nothing = z.object({})
type KeepJob = Job<z.output<typeof Nothing>>

/** The usage log of a server. */
export type UsageLog = {
  /** Notes a usage and returns at once; it is written with others, soon. */
  record(usage: Usage): void
  /** Writes what is noted so far. */
  flush(): Promise<void>
  /** Adds and drops months; to be opened with the other jobs. */
  job: KeepJob
  /** Writes what is left and stops. Nothing is recorded afterwards. */
  close(): Promise<void>
}

type Options = {
  db: Kysely<UsageTables>
  clock: Clock
  log: Log
  /** How often to write, in ms (default 1000). */
  interval?: number
  /** How many rows may wait when the database does not answer, before new ones are lost (default 50,000). */
  room?: number
}

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const BATCH = 1000

/** Opens the usage log: rows are gathered in memory and written in batches, off the path of requests. */
export async function openUsageLog({ db, clock, log, interval = 1000, room = 50_000 }: Options): Promise<UsageLog> {
  await keepUsage(db, clock.now())
  const waiting: UsageTable[] = []
  let lost = 0
  let writing = Promise.resolve()
  const write = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH)
      await insert(db, batch)
      waiting.splice(0, batch.length)
    }
  }
  const flush = async () => {
    const run = writing.then(write)
    writing = run.catch(() => {})
    return run
  }
  const timer = setInterval(() => {
    if (waiting.length === 0) return
    flush().catch((error: unknown) =>
      log.warn({ reason: reasonOf(error), waiting: waiting.length }, 'usage is not written'),
    )
    if (lost > 0) log.warn({ lost }, 'usage was lost: the database did not answer for too long')
    lost = 0
  }, interval)
  timer.unref()
  return {
    record: (usage) => {
      if (waiting.length >= room) lost += 1
      else waiting.push(rowOf(usage, clock.now()))
    },
    flush,
    job: keepJob({ db, clock }),
    close: async () => {
      clearInterval(timer)
      await flush().catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'usage is not written'))
    },
  }
}

/** A batch may hold the first rows of a month that nobody made: it is made then, and the batch written again. */
async function insert(db: Kysely<UsageTables>, rows: UsageTable[]): Promise<void> {
  try {
    await db.insertInto('usage').values(rows).execute()
  } catch (error) {
    if (!isWithoutPartition(error)) throw error
    for (const { at } of new Map(rows.map((row) => [row.at.toISOString().slice(0, 7), row])).values())
      await keepUsage(db, at)
    await db.insertInto('usage').values(rows).execute()
  }
}

function isWithoutPartition(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23514' && /partition/.test(error.message)
}

function rowOf({ action, account, address, browser, gpc }: Usage, at: Date): UsageTable {
  const named = action
    .replace(/[?#].*$/s, '')
    .replace(/[^A-Za-z0-9 /:*._-]/g, '_')
    .slice(0, 120)
  const told =
    browser === null
      ? null
      : browser
          .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
          .trim()
          .slice(0, 200)
  return { at, action: named || 'unknown', account, remote_address: address, browser: told, gpc }
}

function keepJob({ db, clock }: Pick<Options, 'db' | 'clock'>): KeepJob {
  return defineJob({
    name: 'keep-usage',
    payload: Nothing,
    schedule: { cron: '17 3 * * *', payload: {} },
    attempts: 5,
    limit: 300,
    parallel: 1,
    run: async (_nothing, { log }) => {
      const done = await keepUsage(db, clock.now())
      if (done.added + done.dropped > 0) log.info(done, 'months of usage')
    },
  })
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
