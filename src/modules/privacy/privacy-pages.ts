import type { FastifyReply } from 'fastify'
import type { HeldContact } from './get-held-data.ts'

type FormState = {
  /** By name of the field, as it was typed. */
  values: Record<string, string>
  /** By name of the field, what is wrong, as a sentence. */
  errors: Record<string, string>
}

/** The pages of this module and what each is told. All forms are plain POSTs. */
export type PrivacyPages = {
  /** `/your-data`: posts `email`. */
  'your-data-ask': FormState
  /** `/your-data/sent`: the same for every address. */
  'your-data-sent': { hours: number }
  /**
   * `/your-data/<token>`: everything held. One form posts `what` (contact and field), `value`, `note` to `correction`; one
   * button posts to `deletion`.
   */
  'your-data': FormState & {
    number: string
    address: string
    /** When the link ends. */
    until: string
    contacts: HeldContact[]
    /** Fields that a correction can be asked for, by contact. */
    correctable: { contact: string; options: { value: string; label: string }[] }[]
    correction: string
    deletion: string
    /** What was just asked for, with its number and the day of the answer. */
    notice: { kind: 'correction' | 'deletion'; number: string; due: string } | null
  }
  /** A link that was changed or is too old. */
  'your-data-expired': { hours: number }
}

/** Answers with a page of this module. */
export function showPage<Name extends keyof PrivacyPages>(
  reply: FastifyReply,
  name: Name,
  props: PrivacyPages[Name],
): FastifyReply {
  return reply.page(name, props)
}
