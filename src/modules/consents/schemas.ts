import { z } from 'zod'

export const ById = z.object({ id: z.uuid() })

export const RegistrationsQuery = z.object({
  kind: z.string().max(60).optional(),
  state: z.enum(['pending', 'confirmed']).optional(),
  q: z.string().trim().max(320).optional().describe('Part of the e-mail address'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional().describe('`next` of the page before'),
})

export const RegistrationItem = z.object({
  id: z.string(),
  kind: z.string(),
  label: z.string(),
  address: z.string(),
  state: z.enum(['pending', 'confirmed']),
  created: z.string(),
  confirmed: z.string().nullable(),
})

export const RegistrationsPage = z.object({ items: z.array(RegistrationItem), next: z.string().nullable() })

/** A row of the ledger: who chose what, when, from where, and by which words. */
export const LedgerRow = z.object({
  id: z.string(),
  at: z.string(),
  channel: z.enum(['email', 'post', 'telephone']),
  topic: z.string().describe('`*` stands for all'),
  given: z.boolean(),
  basis: z.enum(['form', 'confirmation', 'preferences', 'one-click']).describe('A row of basis form does not hold yet'),
  source: z.string(),
  policyVersion: z.string(),
  formHash: z.string().nullable().describe('SHA-256 of the words that were shown'),
  remoteAddress: z.string().nullable(),
})

export const RegistrationDetail = RegistrationItem.extend({
  fields: z.array(z.object({ name: z.string(), label: z.string(), value: z.string() })),
  allowed: z.array(z.object({ channel: z.string(), topic: z.string() })).describe('What holds now'),
  ledger: z.array(LedgerRow).describe('All about this address, newest first, at most 500'),
})
