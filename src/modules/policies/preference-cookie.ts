import type { FastifyReply, FastifyRequest } from 'fastify'

/** Remembers what was decided about preference cookies; it holds one word. */
export const CHOICE_COOKIE = 'fairlist-cookies'

/** Names of preference cookies begin with this, so that declining can delete all of them. */
export const PREFERENCE_PREFIX = 'fairlist-preference-'

const YEAR = 31_536_000

export type CookieChoice = 'allowed' | 'declined'

/** What a browser said about preference cookies; null when it said nothing. */
export function readCookieChoice(request: FastifyRequest): CookieChoice | null {
  const value = readCookies(request).get(CHOICE_COOKIE)
  return value === 'allowed' || value === 'declined' ? value : null
}

/** Whether a browser asks by a Global Privacy Control signal not to be tracked. */
export function hasPrivacySignal({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers['sec-gpc'] === '1'
}

type Preference = {
  /** Lower-case word that is put behind the prefix. */
  name: string
  value: string
  /** Whether the browser reaches us over TLS. */
  secure: boolean
}

/**
 * Sets a cookie that remembers a preference, unless it was declined or the browser sends a Global Privacy Control signal;
 * says whether it did.
 */
export function preferenceCookie(reply: FastifyReply, { name, value, secure }: Preference): boolean {
  if (hasPrivacySignal(reply.request) || readCookieChoice(reply.request) === 'declined') return false
  setCookie(reply, { name: `${PREFERENCE_PREFIX}${name}`, value, seconds: YEAR, secure })
  return true
}

/** Remembers the choice; declining deletes what was set before. */
export function rememberChoice(
  reply: FastifyReply,
  { choice, secure }: { choice: CookieChoice; secure: boolean },
): void {
  setCookie(reply, { name: CHOICE_COOKIE, value: choice, seconds: YEAR, secure })
  if (choice === 'declined') deletePreferences(reply, secure)
}

/** Deletes every preference cookie that the browser has. */
export function deletePreferences(reply: FastifyReply, secure: boolean): void {
  for (const name of readCookies(reply.request).keys())
    if (name.startsWith(PREFERENCE_PREFIX)) setCookie(reply, { name, value: '', seconds: 0, secure })
}

function readCookies({ headers }: Pick<FastifyRequest, 'headers'>): Map<string, string> {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return new Map(pairs.map(([name = '', ...rest]) => [name, rest.join('=')]))
}

type Cookie = { name: string; value: string; seconds: number; secure: boolean }

function setCookie(reply: FastifyReply, { name, value, seconds, secure }: Cookie): void {
  if (!/^[\w-]{1,80}$/.test(name)) return
  const parts = [`${name}=${encodeURIComponent(value).slice(0, 1000)}`, 'Path=/', `Max-Age=${seconds}`]
  void reply.header('set-cookie', [...parts, 'HttpOnly', 'SameSite=Lax', ...(secure ? ['Secure'] : [])].join('; '))
}
