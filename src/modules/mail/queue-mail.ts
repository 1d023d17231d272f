import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { systemClock } from '../../platform/clock/index.ts'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { readMailAddress } from '../../platform/mail/index.ts'
import { mailData } from './mail-data.ts'
import type { MailData, MailTemplate } from './mail-data.ts'
import type { MailTables } from './tables.ts'

/** A mail to be sent. */
export type Mail<Template extends MailTemplate = MailTemplate> = {
  template: Template
  /** The address as somebody gave it. */
  to: string
  data: MailData<Template>
  /** What the caller calls this mail, e.g. `policy-change:<version>:<user>`: queued twice, it is sent once. */
  key?: string
  /** Where the time comes from (default: the machine). */
  clock?: Clock
} & MailKindOf

/** Service mail goes always; what can be declined belongs to a topic, and preferences are asked when it is sent. */
type MailKindOf = { kind: 'service'; topic?: never } | { kind: 'declinable'; topic: string }

/**
 * Writes a mail into the outbox, in the caller's transaction: it is sent when that is committed, and never otherwise.
 * Gives the mail's id; for a key that is known already, the id of the mail that has it. Throws `bad_input` when nothing
 * can be sent to the address.
 */
export async function queueMail<Tables, Template extends MailTemplate>(
  trx: Transaction<Tables>,
  { template, to, data, key, clock = systemClock, kind, topic }: Mail<Template>,
): Promise<string> {
  const recipient = readMailAddress(to)
  if (!recipient) throw new AppError('bad_input', 'No mail can be sent to this address.')
  const checked = mailData[template].safeParse(data)
  if (!checked.success)
    throw new AppError('internal', `Mail ${template} was given what it does not take.`, { cause: checked.error })
  const id = newId({ clock })
  const now = clock.now()
  const mails = trx as unknown as Transaction<MailTables> // one database: only the caller's types do not say so
  const written = await mails
    .insertInto('mails')
    .values({
      id,
      message_id: sql`'<' || ${id} || '@' || (SELECT domain FROM mail_sender) || '>'`,
      key: key ?? null,
      template,
      kind,
      topic: topic ?? null,
      recipient: recipient.address,
      data: JSON.stringify(checked.data),
      queued_at: now,
      due_at: now,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (written) return written.id
  const known = await mails
    .selectFrom('mails')
    .select('id')
    .where('key', '=', key ?? '')
    .executeTakeFirstOrThrow()
  return known.id
}
