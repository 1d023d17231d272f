import { z } from 'zod'
import { EXPORT_LIMIT } from './create-export.ts'

const contactId = z.string().regex(/^c\d{10,15}$/, 'The id of a contact is c and ten digits.')
const moment = z.string().describe('ISO 8601, UTC')
const words = z.array(z.string().max(500)).max(200).optional()

export const ById = z.object({ id: z.string().regex(/^x[0-9a-f]{24}$/, 'This is not the id of an export.') })

/** The filters of search, as lists. */
const Filters = z
  .object({
    name: words,
    title: words,
    level: words,
    function: words,
    company: words,
    industry: words,
    country: words,
    region: words,
    city: words,
    has: words,
  })
  .strict()

export const NewExport = z
  .union([
    z.object({ contacts: z.array(contactId).min(1).max(EXPORT_LIMIT) }).strict(),
    z.object({ owned: z.literal(true).describe('All that your organisation has unlocked') }).strict(),
    z.object({ filters: Filters, limit: z.int().min(1).max(10_000) }).strict(),
  ])
  .describe('What is not unlocked yet is unlocked first, all or nothing: ask /v1/quotes before')

export const ExportHeaders = z.object({
  'idempotency-key': z
    .string({
      error:
        'Send an Idempotency-Key: a text of your own that is new for each export, and the same when you try it again.',
    })
    .trim()
    .min(8)
    .max(200)
    .regex(/^[\x21-\x7e]+$/, 'An Idempotency-Key is of 8 to 200 printable ASCII characters without spaces.'),
})

export const ExportItem = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled', 'expired']),
  total: z.int().describe('Contacts asked for'),
  done: z.int().describe('Contacts looked at so far'),
  created: moment,
  finished: moment.nullable(),
  expires: moment.nullable().describe('Until when the file can be fetched'),
  error: z.string().nullable(),
  by: z.string().describe('Id of the user who asked'),
})

export const ExportsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().describe('`next` of the page before'),
})

export const ExportsPage = z.object({
  total: z.int(),
  items: z.array(ExportItem).describe('Newest first'),
  next: z.string().nullable(),
})

export const Manifest = z.object({
  format: z.literal(1),
  export: z.string(),
  edition: z.string(),
  created: moment,
  rows: z.int(),
  leftOut: z.int().describe('Contacts asked for that are not in the file'),
  columns: z.array(z.string()),
  sha256: z.string().describe('Of the file as it was written'),
  note: z.string(),
})
