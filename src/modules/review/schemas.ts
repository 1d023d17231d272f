import { z } from 'zod'

const contact = z.string().regex(/^c\d{10}$/, 'Contacts are called like c0000000007.')
const verdict = z.enum(['one', 'two'])
const why = z.string().trim().min(1).max(500).optional()

export const Decision = z.object({
  number: z.int(),
  verdict,
  contacts: z.array(z.string()).describe('What the contacts were called when it was decided'),
  why: z.string().nullable(),
  decided: z.string(),
  by: z.string(),
  undone: z.string().nullable(),
})
export const DecisionsPage = z.object({ items: z.array(Decision) })

export const NewDecision = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('one'), contacts: z.tuple([contact, contact]), why }),
  z.object({
    verdict: z.literal('two'),
    contact,
    records: z.array(z.int().positive()).min(1).max(300).describe('Numbers, from 1, in the explanation of the contact'),
    why,
  }),
])
export const Decided = z.object({ number: z.int() })
export const ByNumber = z.object({ number: z.coerce.number().int().positive() })
export const ById = z.object({ id: contact })

const doubt = {
  number: z.int().describe('1 is the most valuable to look at'),
  isOne: z.boolean().describe('Whether linking made them one'),
  weight: z.number().describe('In bits; from 0 they are one'),
  worth: z.number().describe('Rows that are expected to be placed wrongly'),
  contacts: z.array(z.string()).describe('One contact, or two'),
  decision: Decision.nullable().describe('What was decided by hand, for the next build'),
}
export const DoubtsPage = z.object({ edition: z.string(), items: z.array(z.object(doubt)) })
export const DoubtVerdict = z.object({ edition: z.string(), verdict, why })

const record = z.object({
  name: z.string().nullable(),
  title: z.string().nullable(),
  company: z.string().nullable(),
  unit: z.string().nullable(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  addresses: z.array(z.string()),
  firstSeen: z.string().nullable(),
  seen: z.string().nullable(),
  sources: z.int().describe('How many say it; none is named'),
  rows: z.int(),
})
const tipping = z.object({ label: z.string(), verdict: z.string(), weight: z.number() })
const tie = z.object({
  a: z.int(),
  b: z.int(),
  prior: z.number(),
  weight: z.number(),
  probability: z.number(),
  reasons: z.array(z.object({ label: z.string(), verdict: z.string(), weight: z.number() })),
  tippings: z.array(tipping),
})
export const Doubt = z.object({
  ...doubt,
  edition: z.string(),
  sides: z.object({ a: z.array(record), b: z.array(record) }),
  tie,
})
export const HandPart = Decision.extend({
  isObeyed: z.boolean().describe('Whether the edition was built by it; else the next one is'),
  others: z.array(z.string()).describe('Other contacts that it is about'),
  records: z
    .object({ a: z.array(z.int()), b: z.array(z.int()) })
    .describe('Records of this contact on either side, numbered from 0'),
  alone: z
    .object({ isOne: z.boolean(), weight: z.number(), probability: z.number() })
    .nullable()
    .describe('What the strongest tie between the sides says without it'),
})
export const Explanation = z.object({
  id: z.string(),
  edition: z.string(),
  records: z.array(record),
  ties: z.array(tie),
  hand: z.array(HandPart).describe('What was decided by hand, newest first'),
  fields: z.array(
    z.object({
      field: z.string(),
      decided: z.string(),
      candidates: z.array(z.object({ value: z.string(), support: z.int(), seen: z.string().nullable() })),
    }),
  ),
})
