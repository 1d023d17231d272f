import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type BillingAddressesTable = {
  account: string
  name: string
  attention: string | null
  street: string
  postcode: string | null
  city: string
  region: string | null
  country: string
  vat_id: string | null
  reference: string | null
  updated_at: Date
  updated_by: string
}

export type BillingSellersTable = {
  id: GeneratedAlways<number>
  name: string
  street: string
  postcode: string | null
  city: string
  country: string
  vat_id: string | null
  iban: string | null
  bic: string | null
  tax_rate: number
  payment_days: number
  written_at: Date
  written_by: string
}

/** Whoever an invoice names, as it was when it was issued. */
export type Party = {
  name: string
  attention?: string | null
  street: string
  postcode: string | null
  city: string
  region?: string | null
  country: string
  vatId: string | null
  reference?: string | null
  iban?: string | null
  bic?: string | null
}

export type InvoicesTable = {
  number: string
  key: string
  account: string
  state: Generated<'open' | 'paid'>
  issued_at: Date
  /** Written as an ISO date; read as text by `find-invoices.ts`. */
  due_on: ColumnType<Date, string, never>
  currency: string
  net_cents: number
  tax_rate: number
  tax_cents: number
  tax_note: string | null
  total_cents: number
  seller: ColumnType<Party, string, never>
  recipient: ColumnType<Party, string, never>
  processor: string
  paid_on: ColumnType<Date | null, string | null | undefined, string | null>
}

export type InvoiceLinesTable = {
  invoice: string
  position: number
  text: string
  quantity: number
  unit_cents: number
  net_cents: number
}

/** The tables that this module owns, all in the schema `registration`. */
export type BillingTables = {
  billing_addresses: BillingAddressesTable
  billing_sellers: BillingSellersTable
  invoice_numbers: { year: number; last: number }
  invoices: InvoicesTable
  invoice_lines: InvoiceLinesTable
}
