import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { queueMail } from '../mail/index.ts'
import type { PolicyTables } from './tables.ts'
import { dayOf } from './version-state.ts'

type Feedback = {
  topic: { value: string; label: string }
  message: string
  email: string | null
  /** Opaque id of who is signed in. */
  user: string | null
  remoteAddress: string
  operators: readonly { id: string; email: string }[]
  origin: string
  clock: Clock
}

/** Keeps a feedback and tells the operators of it. The same, sent twice on a day, is kept once. */
export async function sendFeedback(db: Kysely<PolicyTables>, feedback: Feedback): Promise<void> {
  const { topic, message, email, user, remoteAddress, operators, origin, clock } = feedback
  const id = newId({ clock })
  const digest = createHash('sha256')
    .update(JSON.stringify([topic.value, message, email, user, remoteAddress, dayOf(clock)]))
    .digest('hex')
  await db.transaction().execute(async (trx) => {
    const kept = await trx
      .insertInto('feedback')
      .values({
        id,
        digest,
        topic: topic.value,
        message,
        email,
        user_id: user,
        remote_address: remoteAddress,
        sent_at: clock.now(),
      })
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!kept) return
    // What was written stays here: a mailbox is not behind the wall.
    const data = {
      title: `New feedback: ${topic.label}`,
      paragraphs: ['Somebody wrote by the feedback form. Read it, answer it and mark it as done here:'],
      link: `${origin}/operate/feedback`,
    }
    for (const { id: operator, email: to } of operators) {
      await queueMail(trx, {
        template: 'operator-notice',
        kind: 'service',
        to,
        data,
        key: `feedback:${id}:${operator}`,
        clock,
      })
    }
  })
}
