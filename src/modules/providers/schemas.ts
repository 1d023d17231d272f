import { z } from 'zod'
import { fields } from '../../refinery/intake/index.ts'

const moment = z.string().describe('ISO 8601, UTC')
const day = z.iso.date()
const country = z.string().regex(/^[A-Z]{2}$/, 'A country is two capital letters, ISO 3166-1.')

export const ById = z.object({ id: z.string().min(1).max(100) })
export const ByContract = ById.extend({ contract: z.uuid() })

export const NewProvider = z.object({ name: z.string().trim().min(1).max(200) })

export const NewContract = z.object({
  starts: day.optional().describe('First day, in UTC (default: today)'),
  ends: day.nullable().default(null).describe('First day on which it does not hold any more; null until it is ended'),
  territory: z
    .array(country)
    .min(1)
    .max(300)
    .nullable()
    .default(null)
    .describe('Countries whose people it covers; null for everywhere'),
  resale: z.boolean().describe('Whether contacts that only such providers support may be sold'),
})

export const EndedContract = z.object({
  on: day.optional().describe('First day on which it does not hold any more (default: now, at once)'),
})

export const ContractItem = z.object({
  contract: z.string(),
  starts: day,
  ends: day.nullable().describe('As agreed'),
  ended: moment.nullable().describe('When it was or will be ended early'),
  over: moment.nullable().describe('When it was or will be over, whichever way; null while that is open'),
  territory: z.array(z.string()).nullable(),
  resale: z.boolean(),
  state: z.enum(['coming', 'running', 'ended']),
  written: moment,
})

export const ProviderItem = z.object({
  id: z.string(),
  name: z.string(),
  created: moment,
  state: z.enum(['none', 'coming', 'running', 'ended']).describe('none: it has no contract yet'),
  contract: ContractItem.nullable().describe('The one that runs, else the next one, else the last one'),
  batches: z.int(),
  rows: z.int().describe('Rows taken of all deliveries'),
  delivered: moment.nullable().describe('When it delivered last'),
})
export const ProvidersPage = z.object({ items: z.array(ProviderItem) })
export const Provider = ProviderItem.extend({ contracts: z.array(ContractItem).describe('Newest first') })

export const Ending = z.object({
  edition: z.string().nullable().describe('The edition served now; null while there is none'),
  batches: z.int().describe('Deliveries that would not be used any more'),
  contacts: z.int().describe('Contacts that would be hidden'),
  fields: z.int().describe('Single fields of other contacts that would be hidden'),
  byField: z.record(z.string(), z.int()).describe('Those fields by name'),
})

export const BatchItem = z.object({
  batch: z.string(),
  contract: z.string().describe('The contract it came under'),
  file: z.string(),
  country: z.string().nullable().describe('Where the people of rows are that name no country'),
  rows: z.int(),
  rejected: z.int(),
  reasons: z.record(z.string(), z.int()).describe('Rows refused, by reason'),
  dropped: z.array(z.string()).describe('Columns that are never held'),
  delivered: moment,
  inForce: z.boolean().describe('Whether a contract covers it now'),
})
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional().describe('`next` of the page before'),
})
export const BatchesPage = z.object({ total: z.int(), items: z.array(BatchItem), next: z.string().nullable() })

/** The parts of a delivery beside its file. */
export const DeliveryParts = z.object({
  country: country.nullable().default(null),
  mapping: z.record(z.string(), z.enum(fields).nullable()).optional(),
})
