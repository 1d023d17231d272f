import { z } from 'zod'
import { holdsCardNumber } from './holds-card-number.ts'
import { isIban } from './is-iban.ts'

const CARD = 'This looks like the number of a card. None may be kept here: payment is by invoice.'
const day = z.iso.date()

/** A text that somebody writes: one line, and without anything that could be the number of a card. */
function line(longest = 200) {
  return z
    .string()
    .max(300)
    .transform((text) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim())
    .pipe(
      z
        .string()
        .max(longest)
        .refine((text) => !holdsCardNumber(text), CARD),
    )
}

const needed = (longest?: number) => line(longest).pipe(z.string().min(1, 'This is needed.'))
const optional = (longest?: number) =>
  line(longest)
    .nullable()
    .default(null)
    .transform((text) => text || null)
const country = z.string().regex(/^[A-Z]{2}$/, 'A country is two capital letters (ISO 3166-1): DE.')
const vatId = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s.-]/g, '').toUpperCase())
  .pipe(z.string().regex(/^(|[A-Z]{2}[0-9A-Z+*]{2,13})$/, 'A VAT number begins with the two letters of its country.'))
  .refine((text) => !holdsCardNumber(text), CARD)
  .nullable()
  .default(null)
  .transform((text) => text || null)

export const BillingAddress = z.object({
  name: z.string(),
  attention: z.string().nullable(),
  street: z.string(),
  postcode: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  country: z.string(),
  vatId: z.string().nullable(),
  reference: z.string().nullable(),
})
export const BillingAddressAnswer = z.object({ address: BillingAddress.nullable() })

export const NewBillingAddress = z.object({
  name: needed(),
  attention: optional(),
  street: needed(),
  postcode: optional(20),
  city: needed(),
  region: optional(),
  country,
  vatId,
  reference: optional(60).describe('What you want to read on invoices: an order number'),
})

export const Seller = z.object({
  name: z.string(),
  street: z.string(),
  postcode: z.string().nullable(),
  city: z.string(),
  country: z.string(),
  vatId: z.string().nullable(),
  iban: z.string().nullable(),
  bic: z.string().nullable(),
  taxRate: z.int().describe('Tax at home in hundredths of a per cent: 1900 is 19 %'),
  paymentDays: z.int(),
})
export const SellerAnswer = z.object({ seller: Seller.nullable() })

export const NewSeller = z.object({
  name: needed(),
  street: needed(),
  postcode: optional(20),
  city: needed(),
  country,
  vatId,
  iban: z
    .string()
    .max(60)
    .transform((text) => text.replace(/\s/g, '').toUpperCase())
    .refine((text) => text === '' || isIban(text), 'This is not an IBAN: its check digits do not fit.')
    .nullable()
    .default(null)
    .transform((text) => text || null),
  bic: z
    .string()
    .regex(/^(|[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?)$/, 'A BIC is of 8 or 11 letters and digits.')
    .nullable()
    .default(null)
    .transform((text) => text || null),
  taxRate: z.int().min(0).max(5000),
  paymentDays: z.int().min(0).max(180).default(14),
})

export const ByNumber = z.object({ number: z.string().regex(/^\d{4}-\d{6}$/, 'A number looks like 2026-000001.') })

export const InvoicesQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(20).optional().describe('`next` of the page before'),
})
export const OperatorInvoicesQuery = InvoicesQuery.extend({
  state: z.enum(['open', 'paid']).optional(),
  account: z.string().max(100).optional(),
})

export const InvoiceItem = z.object({
  number: z.string(),
  account: z.string(),
  state: z.enum(['open', 'paid']),
  issued: day,
  due: day,
  paid: day.nullable(),
  recipient: z.string(),
  currency: z.string(),
  netCents: z.int(),
  taxRate: z.int().describe('Hundredths of a per cent'),
  taxCents: z.int(),
  totalCents: z.int(),
  pdf: z.string().describe('Path of the document'),
})
export const InvoicesPage = z.object({
  items: z.array(InvoiceItem).describe('Newest first'),
  next: z.string().nullable(),
})
export const OperatorInvoicesPage = InvoicesPage.extend({
  waiting: z
    .array(
      z.object({ account: z.string(), title: z.string(), start: day, reason: z.enum(['no-seller', 'no-address']) }),
    )
    .describe('What is due and cannot be invoiced yet'),
})

export const PaidInvoice = z.object({ paid: day.optional().describe('Day on which the money came (default: today)') })
