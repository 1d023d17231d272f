import { domainToASCII } from 'node:url'

/** An address that mail can be sent to. */
export type MailAddress = {
  /** As it is written to: the local part as given, the domain in ASCII and lower case. */
  address: string
  /** What tells addresses apart: all in lower case. A plus tag belongs to the address. */
  key: string
}

/** Unquoted local parts only (RFC 5321 §4.1.2, RFC 6531 for letters beyond ASCII). */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/

/**
 * Reads the address that somebody typed; null when no mail can be sent to it. White space around it and full-width forms
 * are mended; nothing is guessed. What it gives holds no control character, white space, comma, quote or angle bracket,
 * so that it can stand in a header or an SMTP command as it is.
 */
export function readMailAddress(raw: string): MailAddress | null {
  if (raw.length > 1000) return null
  const text = raw.trim().normalize('NFKC')
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0)).normalize('NFC')
  const host = domainToASCII(text.slice(at + 1).toLowerCase())
  if (!LOCAL.test(local) || Buffer.byteLength(local) > 64 || !HOST.test(host)) return null
  const address = `${local}@${host}`
  return { address, key: address.toLowerCase() }
}
