import { z } from 'zod'

/** Contacts at once. */
const MOST = 10_000

const contactId = z.string().regex(/^c\d{10,15}$/, 'The id of a contact is c and ten digits.')
const moment = z.string().describe('ISO 8601, UTC')
const day = z.iso.date()
const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().describe('`next` of the page before'),
}

export const ById = z.object({ id: z.string().min(1).max(100) })

export const PlanItem = z.object({
  name: z.string(),
  title: z.string(),
  about: z.string(),
  priceCents: z.int().describe('A month, before tax'),
  currency: z.string().describe('ISO 4217'),
  creditsPerMonth: z.int(),
  carriedMonths: z.int().nullable().describe('Months for which unused credits stay after their own; null for ever'),
  seats: z.int(),
})
export const PlanList = z.object({
  items: z.array(PlanItem),
  unlockPrice: z.int().describe('Credits that a contact costs, once'),
})

export const SubscriptionItem = z.object({
  id: z.string(),
  plan: z.string(),
  title: z.string(),
  state: z.enum(['asked', 'running', 'ended', 'declined']),
  asked: moment,
  start: day.nullable(),
  end: day.nullable().describe('The day from which it no longer runs; null while none is agreed'),
  creditsPerMonth: z.int(),
  carriedMonths: z.int().nullable(),
  priceCents: z.int(),
  currency: z.string(),
})

export const Standing = z.object({
  account: z.string(),
  balance: z.int(),
  running: SubscriptionItem.nullable(),
  asked: SubscriptionItem.nullable().describe('Asked for, not yet started by the operator'),
  nextGrant: z.object({ on: day, credits: z.int() }).nullable(),
  ending: z.array(z.object({ at: moment, credits: z.int() })).describe('Credits that end if not used, soonest first'),
  owned: z.int().describe('Contacts unlocked so far'),
})

export const AskedPlan = z.object({ plan: z.string().max(60) })

export const StartedPlan = z.object({
  plan: z.string().max(60),
  start: day
    .optional()
    .describe('First day, in UTC (default: today); today or later than the last day of the one before'),
  months: z.int().min(1).max(120).nullable().default(12).describe('How long it runs; null until it is ended'),
})
export const EndedPlan = z.object({ end: day.optional().describe('Day from which it no longer runs (default: today)') })

export const Adjustment = z.object({
  credits: z
    .int()
    .min(-1_000_000)
    .max(1_000_000)
    .refine((credits) => credits !== 0, 'Not zero.'),
  reason: z.string().trim().min(3).max(300).describe('Shown to the customer'),
  key: z.uuid().describe('Chosen by whoever asks: the same key is booked once'),
})

export const LedgerQuery = z.object(page)
export const LedgerLine = z.object({
  line: z.int().describe('Number of the line, from 1'),
  at: moment,
  kind: z.enum(['grant', 'expiry', 'unlock', 'refund', 'contribution', 'adjustment']),
  credits: z.int().describe('What came in; negative: what went out'),
  balance: z.int().describe('After this line'),
  sentence: z.string().describe('What it was, in words'),
  by: z.string().nullable().describe('Id of the user of the organisation who did it'),
})
export const LedgerPage = z.object({
  balance: z.int(),
  items: z.array(LedgerLine).describe('Newest first'),
  next: z.string().nullable(),
})

export const Chosen = z.object({ contacts: z.array(contactId).min(1).max(MOST) })

export const Quote = z.object({
  contacts: z.int().describe('Different contacts asked about'),
  owned: z.int().describe('Unlocked before: they cost nothing'),
  fresh: z.int().describe('To be paid for'),
  unavailable: z.int().describe('Not to be had: they cost nothing'),
  price: z.int().describe('Credits a contact'),
  cost: z.int(),
  balance: z.int(),
  after: z.int().describe('What would be left; negative: what is missing'),
  enough: z.boolean(),
  expires: moment.describe('Until when the figures may be shown; nothing is set aside'),
})

export const UnlockHeaders = z.object({
  'idempotency-key': z
    .string({
      error:
        'Send an Idempotency-Key: a text of your own that is new for each unlock, and the same when you try it again.',
    })
    .trim()
    .min(8)
    .max(200)
    .regex(/^[\x21-\x7e]+$/, 'An Idempotency-Key is of 8 to 200 printable ASCII characters without spaces.'),
})

/** The answer to an unlock, with the contacts as search shows them. */
export function unlockAnswer(contact: z.ZodType) {
  return z.object({
    cost: z.int().describe('Credits charged'),
    balance: z.int().describe('Credits left when it was charged'),
    unlocked: z.array(z.string()).describe('Contacts paid for now'),
    owned: z.array(z.string()).describe('Contacts that were owned before'),
    unavailable: z.array(z.string()).describe('Contacts that are not to be had; not charged'),
    contacts: z.array(contact).describe('Those unlocked and owned, in full'),
  })
}

export const OwnedQuery = z.object({
  ...page,
  from: day.optional().describe('Unlocked on this day or later, in UTC'),
  to: day.optional().describe('Unlocked on this day or before, in UTC'),
})

/** A page of what an organisation owns, with the contacts as search shows them. */
export function ownedPage(contact: z.ZodType) {
  return z.object({
    total: z.int(),
    items: z
      .array(
        z.object({
          id: z.string(),
          at: moment,
          by: z.string().describe('Id of the user who unlocked it'),
          contact: contact.nullable().describe('null: not available any more'),
        }),
      )
      .describe('Newest first'),
    next: z.string().nullable(),
  })
}

export const AccountsQuery = z.object({
  ...page,
  q: z.string().trim().max(200).optional().describe('Part of the name'),
})
export const AccountItem = z.object({ id: z.string(), name: z.string(), ...Standing.omit({ account: true }).shape })
export const AccountsPage = z.object({ items: z.array(AccountItem), next: z.string().nullable() })

export const AskedPage = z.object({
  items: z
    .array(SubscriptionItem.extend({ account: z.string(), name: z.string().nullable() }))
    .describe('Oldest first'),
})
