import { z } from 'zod'

const kind = z.enum(['stop', 'access', 'correction', 'deletion', 'other']).describe('What is asked for')
const state = z
  .enum(['unconfirmed', 'open', 'paused', 'closed'])
  .describe('unconfirmed: waits for the click in the mail; paused: waits for the person')
const outcome = z.enum(['done', 'refused', 'expired', 'withdrawn'])
const day = z.iso.date()
const number = z.string().regex(/^R-\d{4}-\d{6,}$/, 'A number looks like R-2026-000123.')
const text = z.string().trim().min(1).max(5000)
const contact = z.string().regex(/^c\d{10}$/, 'A contact looks like c0000000001.')

export const ByNumber = z.object({ number })

export const RequestsQuery = z.object({
  state: z
    .union([state, z.literal('waiting')])
    .optional()
    .describe('`waiting`: open and paused ones'),
  kind: kind.optional(),
  owner: z.string().max(100).optional().describe('`me`, `none`, or the id of a member of staff'),
  overdue: z.stringbool().optional().describe('Only those whose day has passed'),
  q: z.string().trim().max(40).optional().describe('A number or its end'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().describe('`next` of the page before'),
})

/** A request as a list shows it: no word about the person. */
export const RequestItem = z.object({
  number: z.string(),
  kind,
  channel: z.enum(['web', 'telephone', 'mail']),
  law: z.string().describe('Whose clock runs, e.g. gdpr'),
  state,
  outcome: outcome.nullable(),
  received: z.string(),
  due: day.describe('Last day for the answer'),
  daysLeft: z.int().describe('Days from today to `due`; below 0 it is overdue'),
  extended: z.boolean(),
  paused: day.nullable().describe('Since when it waits for the person'),
  closed: z.string().nullable(),
  owner: z.string().nullable().describe('Id of the member of staff who took it'),
  mine: z.boolean(),
})

export const RequestsPage = z.object({
  counts: z.object({
    open: z.int(),
    overdue: z.int(),
    soon: z.int().describe('Due within seven days'),
    free: z.int().describe('Open, and nobody took it'),
    mine: z.int(),
  }),
  items: z.array(RequestItem).describe('Those that wait by day due, then those that are closed, newest first'),
  next: z.string().nullable(),
})

export const Paper = z.object({
  kind: z.enum(['message', 'wish', 'note', 'answer']),
  at: z.string(),
  text: z.string(),
  attachments: z.array(z.object({ name: z.string(), bytes: z.int() })).describe('Named only: none is kept'),
})

export const RequestDetail = RequestItem.extend({
  lawLabel: z.string(),
  mayPause: z.boolean(),
  mayExtend: z.boolean(),
  eraseOn: day.describe('From then on its papers are deleted, once it is closed'),
  person: z
    .object({ email: z.string().nullable(), name: z.string().nullable(), company: z.string().nullable() })
    .nullable()
    .describe('Who asks; null once the papers are deleted'),
  papers: z.array(Paper),
  contacts: z
    .array(
      z.object({
        id: z.string(),
        listed: z.boolean().describe('Whether it is visible now'),
        name: z.string().nullable(),
        title: z.string().nullable(),
        company: z.string().nullable(),
      }),
    )
    .describe('Whom it is about, as far as known'),
  wish: z
    .object({ contact: z.string(), field: z.string(), label: z.string(), held: z.string(), value: z.string() })
    .nullable()
    .describe('For a correction: which field, what is held, what is right; an empty value means that it should go'),
  events: z.array(
    z.object({
      at: z.string(),
      actor: z.string(),
      kind: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
})

export const NewRequest = z.object({
  kind,
  email: z.string().trim().min(3).max(320).optional().describe('Address to answer to'),
  name: z.string().trim().max(200).optional(),
  company: z.string().trim().max(200).optional(),
  text: z.string().trim().max(5000).optional().describe('What they said'),
})
export const Take = z.object({
  over: z.boolean().default(false).describe('Take it although somebody else has it'),
})
export const Note = z.object({ text })
export const Reason = z.object({ text: text.describe('Sent to the person') })
export const Answer = z.object({
  text: text.describe('Sent to the person, if an address is known'),
  close: z.boolean().default(true),
})
export const Close = z.object({
  outcome: z.enum(['done', 'refused', 'withdrawn']),
  text: text.optional().describe('Sent to the person, if given and an address is known'),
})
export const DecideCorrection = z.object({
  contact: contact.optional().describe('Default: the one that the request names'),
  field: z.string().max(40).optional().describe('Default: the one that the request names'),
  value: z.string().trim().max(500).optional().describe('What is right (default: as asked); empty: the field goes'),
  accept: z.boolean(),
  text: text.optional().describe('Why, when it is refused'),
})
export const CarryOutDeletion = z.object({
  contacts: z.array(contact).max(50).optional().describe('Default: those that the request names'),
})

/** What became of a mail that was handed over. */
export const TakenMail = z.object({
  outcome: z
    .enum(['request', 'stopped', 'added', 'ignored'])
    .describe('added: to the request whose number it names; ignored: written by a machine as an answer'),
  number: z.string().nullable(),
})
