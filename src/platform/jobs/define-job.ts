import type { z } from 'zod'
import type { Log } from '../log/index.ts'

/** A kind of background work, declared whole in the file that does it. */
export type Job<Payload> = {
  /** Name of the queue, e.g. `build-edition`. */
  name: string
  /** What a piece of the work is told: ids, never what they stand for. */
  payload: z.ZodType<Payload>
  /** When it starts by itself, as a cron line in UTC. */
  schedule?: { cron: string; payload: Payload }
  /** How often it is tried in all before it counts as failed. */
  attempts: number
  /** Longest time one try may take, in seconds. */
  limit: number
  /** How many run at once on one machine. */
  parallel: number
  /** Does one piece of it. Throws to be tried again. `signal` is raised when time is up or the server stops. */
  run(payload: Payload, context: JobContext): Promise<void>
}

export type JobContext = { id: string; signal: AbortSignal; log: Log }

/** Declares a job: only a typed way to write it down. */
export function defineJob<Payload extends object>(job: Job<Payload>): Job<Payload> {
  return job
}
