import { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import kindRows from './kinds.json' with { type: 'json' }
import { channels } from './record-consent.ts'
import topicRows from './topics.json' with { type: 'json' }

const Field = z.object({
  name: z.string().regex(/^[a-z][a-z-]*$/),
  type: z.enum(['email', 'text', 'tel', 'lines']),
  label: z.string(),
  /** Why we ask, shown at the field. */
  why: z.string(),
  required: z.boolean(),
  /** Required when this channel is ticked. */
  neededFor: z.enum(channels).optional(),
  /** Characters at most. */
  limit: z.int(),
  autocomplete: z.string(),
})

const Topic = z.object({ name: z.string().regex(/^[a-z-]+$/), label: z.string(), about: z.string() })

/** What may be written about, and declined: in the order in which it is shown. */
export const topics = z.array(Topic).parse(topicRows)
export type Topic = z.output<typeof Topic>

const Kind = z.object({
  name: z.string().regex(/^[a-z][a-z-]*$/),
  title: z.string(),
  /** What a registration of the kind is called in a sentence or a list. */
  label: z.string(),
  intro: z.string(),
  submit: z.string(),
  /** What the channels that are ticked are used for. */
  topics: z.array(z.enum(topics.map(({ name }) => name))),
  /** Whether somebody may register again with the same words later. */
  repeatable: z.boolean().default(false),
  fields: z.array(Field).refine((fields) => fields.some(({ name, type }) => name === 'email' && type === 'email')),
})

export type RegistrationField = z.output<typeof Field>
export type RegistrationKind = z.output<typeof Kind>

/** The forms there are: a new kind is a new row of `kinds.json`. */
export const registrationKinds: readonly RegistrationKind[] = z.array(Kind).parse(kindRows)

/** The kind of that name. Throws `not_found`. */
export function getKind(name: string): RegistrationKind {
  const kind = registrationKinds.find((each) => each.name === name)
  if (!kind) throw new AppError('not_found', 'There is no form of this name.')
  return kind
}
