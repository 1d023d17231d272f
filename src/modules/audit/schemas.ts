import { z } from 'zod'

export const EventsQuery = z.object({
  actor: z.string().max(200).optional().describe('Who did it: `user:<id>`, `local`, `system`, `anonymous`'),
  action: z.string().max(100).optional().describe('A whole action or the part before its dot: `policy`'),
  subject: z.string().max(200).optional().describe('What it was done to, as `kind:id`, or the kind alone'),
  from: z.iso.datetime({ offset: true }).optional().describe('Not before this moment'),
  to: z.iso.datetime({ offset: true }).optional().describe('Before this moment'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .describe('`next` of the page before'),
})

export const EventItem = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
})

export const EventsPage = z.object({ items: z.array(EventItem), next: z.string().nullable() })
