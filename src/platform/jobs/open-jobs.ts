import { Client } from 'pg'
import { PgBoss } from 'pg-boss'
import { AppError } from '../errors/index.ts'
import type { Log } from '../log/index.ts'
import type { RoleAddress } from '../postgres/index.ts'
import type { Job, JobContext } from './define-job.ts'

/** The background work of this server. */
export type Jobs = {
  /** Leaves a piece of work to be done; gives its id, or null when one with the same key waits or runs already. */
  send<Payload extends object>(job: Job<Payload>, payload: Payload, options?: { key?: string }): Promise<string | null>
  /** Takes no more work, raises the signal of what runs, and waits for it at most `patience` ms. */
  close(patience?: number): Promise<void>
}

/** A job of whatever payload: what its schema lets through is what its `run` takes. */
type AnyJob = Omit<Job<object>, 'run'> & { run(payload: never, context: JobContext): Promise<void> }

type Options = {
  /** Where the queue is kept: the address of the role that owns the schema. */
  address: RoleAddress
  schema: string
  jobs: AnyJob[]
  log: Log
}

/**
 * Opens the queue with every job that may be sent, and starts to work on them. What a killed server had in hand counts as an
 * attempt that failed: it is tried again, and is in nobody's way.
 */
export async function openJobs({ address, schema, jobs, log }: Options): Promise<Jobs> {
  const { ssl, ...connection } = address
  const boss = new PgBoss({ ...connection, ...(ssl ? { ssl } : {}), schema, createSchema: false, max: 4 })
  boss.on('error', (error) => log.warn({ reason: error.message }, 'queue connection lost'))
  await boss.start()
  const stopping = new AbortController()
  for (const job of jobs) await declare(boss, job)
  await giveUpOrphans(boss, { address, schema })
  for (const job of jobs) await work({ boss, job, log, stopping: stopping.signal })
  return {
    send: async (job, payload, { key } = {}) => {
      const checked = job.payload.safeParse(payload)
      if (!checked.success)
        throw new AppError('internal', `Job ${job.name} was sent what it does not take.`, { cause: checked.error })
      return boss.send(job.name, checked.data, key ? { singletonKey: key } : {})
    },
    close: async (patience = 10_000) => {
      stopping.abort()
      await boss.stop({ graceful: true, timeout: patience })
    },
  }
}

async function declare(boss: PgBoss, job: AnyJob): Promise<void> {
  const settings = { retryLimit: job.attempts - 1, expireInSeconds: job.limit, retryBackoff: true }
  if (await boss.getQueue(job.name)) await boss.updateQueue(job.name, settings)
  else await boss.createQueue(job.name, { ...settings, policy: 'exclusive' })
  if (job.schedule) await boss.schedule(job.name, job.schedule.cron, job.schedule.payload)
  else await boss.unschedule(job.name)
}

/** Nobody else works on this queue: what is in hand while nothing has begun is left from a server that was killed. */
async function giveUpOrphans(boss: PgBoss, { address, schema }: Pick<Options, 'address' | 'schema'>): Promise<void> {
  const client = new Client(address)
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; id: string }>(
      `SELECT name, id FROM ${client.escapeIdentifier(schema)}.job WHERE state = 'active'`,
    )
    for (const { name, id } of rows) await boss.fail(name, id, { message: 'The server was killed.' })
  } finally {
    await client.end()
  }
}

type Working = { boss: PgBoss; job: AnyJob; log: Log; stopping: AbortSignal }

async function work({ boss, job, log, stopping }: Working): Promise<void> {
  const options = { batchSize: 1, pollingIntervalSeconds: 0.5 }
  for (let worker = 0; worker < job.parallel; worker++) {
    await boss.work<object>(job.name, options, async ([piece]) => {
      if (!piece) return
      const signal = AbortSignal.any([piece.signal, stopping])
      const started = performance.now()
      await job.run(job.payload.parse(piece.data) as never, { id: piece.id, signal, log })
      log.info({ job: job.name, ms: Math.round(performance.now() - started) }, 'job done')
    })
  }
}
