import { z } from 'zod'
import { newId } from '../../platform/ids/index.ts'
import { defineJob } from '../../platform/jobs/index.ts'
import type { Job } from '../../platform/jobs/index.ts'
import type { Log } from '../../platform/log/index.ts'
import { deliverMails } from './deliver-mails.ts'
import type { DeliveryDependencies } from './deliver-mails.ts'
import { hasDueMail } from './outbox.ts'
import retries from './retries.json' with { type: 'json' }

const Nothing = z.object({})
type DeliverJob = Job<z.output<typeof Nothing>>

/** Longest run of the job in ms, well below its limit; the watch calls it again for what is left. */
const SHIFT = 300_000

/** What sends the mails of an instance. */
export type MailDesk = {
  /** To be opened with the other jobs. */
  job: DeliverJob
  /** Starts to look for due mails; gives what ends it. `send` leaves the job to be done, once for a key. */
  start(send: (job: DeliverJob, payload: object, options: { key: string }) => Promise<unknown>): () => Promise<void>
}

type Options = DeliveryDependencies & {
  log: Log
  /** What the job is called (default `deliver-mails`): each outbox of an instance has a desk and a job of its own. */
  name?: string
  /** How often to look for due mails, in ms (default 500). */
  interval?: number
}

/**
 * Opens the mail desk: a job that delivers, and a watch that calls it when a mail is due. Mails are found by looking, not
 * by being told of, so none can be forgotten; when the server gives trouble, the watch rests for longer and longer.
 */
export async function openMailDesk(options: Options): Promise<MailDesk> {
  const { db, clock, log, sender, name = 'deliver-mails', interval = 500 } = options
  await db
    .updateTable('mail_sender')
    .set({ domain: domainOf(sender.address) })
    .execute()
  let troubles = 0
  let restUntil = 0
  const job = defineJob({
    name,
    payload: Nothing,
    attempts: 1,
    limit: 600,
    parallel: 1,
    run: async (_nothing, { signal }) => {
      const how = await deliverMails(options, { signal: AbortSignal.any([signal, AbortSignal.timeout(SHIFT)]) })
      troubles = how === 'trouble' ? troubles + 1 : 0
      if (how === 'done') return
      const pause = retries.troubleInSeconds.at(Math.min(troubles, retries.troubleInSeconds.length) - 1) ?? 0
      restUntil = clock.now().getTime() + pause * 1000
      log.warn({ pause }, 'mail server gives trouble; its answer stands at the mail')
    },
  })
  // A killed server leaves its piece of work marked as running; under a key of our own, it is not in our way.
  const key = newId()
  return {
    job,
    start: (send) =>
      watch(interval, async () => {
        try {
          const now = clock.now()
          if (now.getTime() >= restUntil && (await hasDueMail(db, now))) await send(job, {}, { key })
        } catch (error) {
          log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'outbox cannot be looked at')
        }
      }),
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** Does something again and again, never twice at once, until it is ended. */
function watch(interval: number, look: () => Promise<void>): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let over = false
  let looking = Promise.resolve()
  const again = () => {
    looking = look().finally(() => {
      if (!over) timer = setTimeout(again, interval)
    })
  }
  again()
  return async () => {
    over = true
    clearTimeout(timer)
    await looking
  }
}
