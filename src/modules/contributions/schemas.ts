import { z } from 'zod'
import { uploadSchema } from '../editions/index.ts'
import { contactFields } from './contact-text.ts'

const moment = z.string().describe('ISO 8601, UTC')
/** Control characters and halves of characters are no part of anything that is typed in. */
const text = z
  .string()
  .trim()
  .max(300)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'One line of text.')

export const ById = z.object({ id: z.uuid() })
export const ByRow = ById.extend({ row: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })
export const ByUpload = z.object({ id: z.string().min(1).max(100) })

export const TermsAnswer = z.object({
  version: z.string().describe('The version that holds now'),
  href: z.string().describe('Where it is read'),
  accepted: z.boolean().describe('Whether the user who asks has agreed to it'),
})
export const AgreedTerms = z.object({ version: z.string().min(1).max(40).describe('The version that was read') })

export const ContributeHeaders = z.object({
  'idempotency-key': z
    .string({
      error:
        'Send an Idempotency-Key: a text of your own that is new for each contribution, and the same when you try it again.',
    })
    .trim()
    .min(8)
    .max(200)
    .regex(/^[\x21-\x7e]+$/, 'An Idempotency-Key is of 8 to 200 printable ASCII characters without spaces.'),
})

export const Contact = z
  .strictObject(Object.fromEntries(contactFields.map((field) => [field, text.optional()])) as Fields)
  .refine(
    ({ name, first, last, email }) => [name, first, last, email].some((value) => value),
    'Give a name or an e-mail address.',
  )
type Fields = Record<(typeof contactFields)[number], z.ZodOptional<typeof text>>

export const NewContribution = z.union(
  [
    z.strictObject({ contact: Contact }),
    z.strictObject({
      upload: z.string().min(1).max(100).describe('What `POST /v1/contributions/uploads` answered'),
      mapping: z
        .record(z.string().max(500), z.string().max(40).nullable())
        .optional()
        .describe('Column name → field, or null'),
    }),
  ],
  { error: 'Give one `contact`, with a name or an e-mail address, or the `upload` of a file.' },
)

/** Why rows are refused, among others. */
const reason = z.string().nullable().describe('Why it is refused: `child`, `no_person`, `ragged_row` …')

export const ContributionUpload = uploadSchema.extend({
  refused: z.array(reason).describe('For each of the first rows'),
  dropped: z.array(z.string()).describe('Columns that are never held, and are left out'),
})

export const ContributionItem = z.object({
  id: z.string(),
  kind: z.enum(['contact', 'file']),
  file: z.string().nullable().describe('The name the file came with'),
  state: z.enum(['waiting', 'built', 'taken-back']).describe('`waiting`: for the next edition'),
  created: moment,
  by: z.string().describe('Id of the user who gave it'),
  terms: z.string().describe('Version of the contribution terms that held'),
  rows: z.int().describe('Rows taken'),
  rejected: z.int().describe('Rows refused'),
  dropped: z.array(z.string()).describe('Columns that are never held, and were left out'),
  edition: z.string().nullable().describe('The first edition that was built with it'),
  added: z.int().nullable().describe('Rows that nobody else had, when it was first built'),
  confirmed: z.int().nullable().describe('Rows that others had, too, when it was first built'),
  takenBack: moment.nullable(),
  final: z.boolean().describe('Taken back, and an edition was built without it: this is not undone any more'),
})
export const ContributionsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().describe('`next` of the page before'),
})
export const ContributionsPage = z.object({
  items: z.array(ContributionItem).describe('Newest first'),
  next: z.string().nullable(),
})
export const ContributionDetail = ContributionItem.extend({
  takenBackRows: z.int().describe('Rows that were taken back one by one'),
  credits: z
    .object({ added: z.int(), confirmed: z.int(), booked: z.boolean() })
    .nullable()
    .describe('Rows that count for credits, once: what was given before does not count; null before it is built'),
})

export const RowsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
})
export const RowsPage = z.object({
  total: z.int(),
  items: z.array(
    z.object({
      row: z.int().describe('Line of the row in the file, from 1'),
      state: z.enum(['waiting', 'new', 'confirmed', 'refused', 'taken-back']),
      reason,
      final: z.boolean().describe('This does not change any more'),
    }),
  ),
})
