import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AccountDependencies, ShownPolicy } from './account-dependencies.ts'
import type { AttemptLimit } from './attempt-limit.ts'
import type { Visit } from './open-auth.ts'
import { PASSWORD_LENGTH } from './password-rules.ts'
import { readNext } from './read-fields.ts'
import type { Posted } from './read-fields.ts'
import type { LinkState } from './sign-up.ts'

/** What the pages share. */
export type PageDependencies = AccountDependencies & {
  /** Failed sign-ins of one address. */
  failures: AttemptLimit
}

/** A form may be longer than it should be and is still answered kindly. */
export const FORM_LIMIT = 4 * 1_048_576
/** Requests of one network address to forms that try a password or send a mail. */
export const formLimit = { max: 20, timeWindow: '1 minute' }

/** What sign-in needs to know of a request. */
export function visitOf({ ip, headers }: FastifyRequest): Visit {
  return { address: ip, browser: (headers['user-agent'] ?? '').slice(0, 300), cookie: headers.cookie ?? '' }
}

/** Opens a session, and leads on: to what must be agreed to first, if there is anything. Null: the password is wrong. */
export async function signInAndGo(
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { email, password, next }: { email: string; password: string; next: string | null },
  { auth, policies }: AccountDependencies,
): Promise<FastifyReply | null> {
  // A cookie of somebody else's session must not survive: the new one takes its place.
  const cookies = await auth.signIn({ email, password }, { ...visitOf(request), cookie: '' })
  if (!cookies) return null
  void reply.header('set-cookie', cookies)
  const found = await auth.findSession(cookies.map((cookie) => cookie.split(';', 1)[0] ?? '').join('; '))
  const way = readNext(next ?? '') ?? '/search'
  const asked = found !== null && (await policies.isPending(found.user))
  return reply.redirect(asked ? `/policies/accept?next=${encodeURIComponent(way)}` : way, 303)
}

/** A link of ours that does not work any more. */
export function showLinkUsed(
  reply: FastifyReply,
  purpose: 'sign-up' | 'forgotten' | 'invitation',
  state: Exclude<LinkState, 'ready'>,
): FastifyReply {
  const status = { used: 410, expired: 410, unknown: 404 }[state]
  return reply.status(status).page('link-used', { purpose, state })
}

/** What the forms of an account show besides its fields. */
export async function shownOnForms({ policies, consents }: AccountDependencies) {
  return { policies: await policies.current(), consents: consents.offered, passwordLength: PASSWORD_LENGTH }
}

/** The consents that were ticked. */
export function tickedOf(posted: Posted, { consents }: AccountDependencies): string[] {
  return consents.offered.consents.map(({ name }) => name).filter((name) => posted.get(name) === 'on')
}

/** What was agreed to: the versions that the page showed, as far as they still hold. */
export function agreedOf(shown: ShownPolicy[]): { kind: string; version: string }[] {
  return shown.map(({ kind, version }) => ({ kind, version }))
}
