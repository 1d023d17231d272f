import type { FastifyReply } from 'fastify'

/** The pages of this module and what each is told. All forms are plain POSTs. */
export type SuppressionPages = {
  /** `/stop`: posts `email`, `name`, `company` (both may be empty) and `form`. */
  stop: {
    values: { email: string; name: string; company: string }
    errors: { email?: string; name?: string; company?: string }
    error: string | null
    /** What tells this sending of the form from another; posted along. */
    form: string
  }
  /** `/stop/status/<token>`: the same words for everybody. */
  'stop-status': { number: string; received: string; state: 'in-force' | 'lifted' }
}

/** Answers with a page of this module. */
export function showPage<Name extends keyof SuppressionPages>(
  reply: FastifyReply,
  name: Name,
  props: SuppressionPages[Name],
): FastifyReply {
  return reply.page(name, props)
}
