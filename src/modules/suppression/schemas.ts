import { z } from 'zod'

const number = z.string().regex(/^R-\d{4}-\d{6,}$/, 'A number looks like R-2026-000123.')

export const ByNumber = z.object({ number })
export const ByToken = z.object({ token: z.string().max(100) })

export const NewStop = z.object({
  email: z.string().max(1000).describe('Work e-mail address'),
  name: z.string().max(200).optional(),
  company: z.string().max(200).optional(),
})

/** What somebody is told of a stop: the same whether anybody was found. */
export const StopAnswer = z.object({
  number: z.string(),
  status: z.string().describe('Path of the page that shows where it stands: for whoever has the link'),
})

export const SuppressionItem = z.object({
  number: z.string(),
  channel: z.enum(['web', 'telephone', 'mail', 'case']),
  state: z.enum(['in-force', 'lifted']),
  created: z.string(),
})

export const SuppressionsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional().describe('`next` of the page before'),
})

export const SuppressionsPage = z.object({
  total: z.int(),
  items: z.array(SuppressionItem).describe('Newest first; nothing about whose they are is kept'),
  next: z.string().nullable(),
})
