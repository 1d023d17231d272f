import { z } from 'zod'

const state = z.enum(['queued', 'sending', 'sent', 'failed', 'withheld'])

export const ById = z.object({ id: z.uuid() })

export const MailsQuery = z.object({
  state: state.optional(),
  q: z.string().trim().max(320).optional().describe('Part of the recipient’s address'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional().describe('`next` of the page before'),
})

/** A mail as staff sees it: who, what, when, how it went. Never what it holds. */
export const MailItem = z.object({
  id: z.string(),
  messageId: z.string(),
  template: z.string(),
  kind: z.enum(['service', 'declinable']),
  topic: z.string().nullable(),
  recipient: z.string(),
  subject: z.string().nullable().describe('Known when it was first written'),
  state,
  attempts: z.int(),
  queued: z.string(),
  due: z.string().nullable().describe('When it is tried next; null when it is done with'),
  settled: z.string().nullable(),
  answer: z.string().nullable().describe('The last answer of the mail server'),
})

export const MailsPage = z.object({
  transport: z.enum(['smtp', 'folder']).describe('folder: no mail server is configured, mails are files'),
  counts: z.record(z.string(), z.int()).describe('Mails by state'),
  items: z.array(MailItem),
  next: z.string().nullable(),
})

export const MailDetail = MailItem.extend({
  content: z
    .object({ text: z.string(), html: z.string() })
    .nullable()
    .describe('What it says, where mails are files; null otherwise'),
})
