import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { PolicyTables } from './tables.ts'

/** What the pages and routes of policies need of the rest. */
export type PolicyDependencies = {
  db: Kysely<PolicyTables>
  clock: Clock
  /** Address of the instance as people reach it. */
  origin: () => string
  /** Something was published: coming versions are to be announced soon. */
  announce: () => Promise<void>
  /** Who is told of feedback and alarms. */
  operators: () => Promise<{ id: string; email: string }[]>
}

/** The user who asks; null for a visitor. */
export function userOf(request: FastifyRequest): string | null {
  const principal = 'principal' in request ? (request.principal as { user?: unknown } | null) : null
  return typeof principal?.user === 'string' ? principal.user : null
}

/** A form as somebody posts it. */
function asForm(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

/** The last value of a name of a form, as text. */
export function readField(body: unknown, name: string): string {
  const value = asForm(body)[name]
  const last: unknown = Array.isArray(value) ? value.at(-1) : value
  return typeof last === 'string' ? last : ''
}

/** A path of this site to go on to, or a safe one when it is none: never another site. */
export function readNext(text: string, otherwise: string): string {
  return /^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(text) && text.length <= 2000 ? text : otherwise
}
