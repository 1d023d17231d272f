import type { ColumnType, Generated } from 'kysely'

export type MailState = 'queued' | 'sending' | 'sent' | 'failed' | 'withheld'
export type MailKind = 'service' | 'declinable'

/** A row of the outbox, `registration.mails`. */
export type MailsTable = {
  id: string
  message_id: string
  key: string | null
  template: string
  kind: MailKind
  topic: string | null
  recipient: string
  subject: string | null
  data: ColumnType<Record<string, unknown>, string, string>
  queued_at: Date
  due_at: Date
  state: Generated<MailState>
  attempts: Generated<number>
  settled_at: Date | null
  last_answer: string | null
}

/** The tables that this module owns. */
export type MailTables = { mails: MailsTable; mail_sender: { one: boolean; domain: string } }
