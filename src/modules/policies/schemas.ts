import { z } from 'zod'

export const ByKind = z.object({ kind: z.string().max(40) })
export const ByVersion = ByKind.extend({ version: z.coerce.number().int().min(1).max(1_000_000) })
export const ById = z.object({ id: z.uuid() })

const state = z.enum(['coming', 'current', 'past'])
const day = z.iso.date()

export const VersionItem = z.object({
  version: z.int(),
  state,
  effective: z.string().describe('The day, in UTC, from which it holds'),
  material: z.boolean(),
  summary: z.string(),
  author: z.string(),
  published: z.string(),
  announced: z.string().nullable().describe('When all users had been written to; null when not, or not needed'),
  notices: z.int().describe('Users who were written to'),
  acceptances: z.int().describe('Users who agreed to this version'),
})

export const PolicyItem = z.object({
  kind: z.string(),
  title: z.string(),
  about: z.string(),
  accepted: z.boolean().describe('Whether users are asked to agree'),
  blanks: z.array(z.string()).describe('Words in brackets of the newest text that are yet to be filled in'),
  versions: z.array(VersionItem).describe('Newest first'),
})

export const PolicyList = z.object({
  noticeDays: z.int().describe('Days between a material change and its announcement, at least'),
  items: z.array(PolicyItem),
})

export const VersionDetail = VersionItem.extend({ kind: z.string(), text: z.string(), html: z.string() })

export const NewVersion = z.object({
  base: z.int().min(1).describe('The newest version that the editor saw'),
  text: z.string().trim().min(1).max(200_000).describe('Markdown'),
  summary: z.string().trim().min(1).max(2000).describe('What changes, for those who read nothing else'),
  material: z.boolean().describe('Whether rights or duties change: it is announced and asked for'),
  effective: day.describe('The day, in UTC, from which it holds'),
})

export const Published = z.object({ kind: z.string(), version: z.int(), effective: z.string() })

export const Draft = NewVersion.pick({ text: true })

export const Preview = z.object({
  html: z.string(),
  blanks: z.array(z.string()),
  lines: z
    .array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() }))
    .describe('Against the newest'),
})

export const FeedbackQuery = z.object({
  state: z.enum(['open', 'done']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional().describe('`next` of the page before'),
})

export const FeedbackItem = z.object({
  id: z.string(),
  topic: z.string(),
  message: z.string(),
  email: z.string().nullable(),
  user: z.string().nullable(),
  sent: z.string(),
  done: z.string().nullable(),
})

export const FeedbackPage = z.object({ items: z.array(FeedbackItem), next: z.string().nullable() })
