import { domainToASCII } from 'node:url'

const ASCII_HOST = /^(?!-)[a-z\d-]{1,63}(?<!-)(?:\.(?!-)[a-z\d-]{1,63}(?<!-))*$/

/**
 * A host name as DNS knows it: lower case, A-labels (IDNA, UTS #46), without the root dot; null when it cannot be one.
 * Numbers with dots are addresses, not names.
 */
export function readHost(text: string): string | null {
  if (text.length > 253 * 2) return null
  let host = text.toLowerCase()
  if (host.endsWith('.')) host = host.slice(0, -1)
  if (/[^ -~]/.test(host)) host = domainToASCII(host)
  if (host.length === 0 || host.length > 253 || !ASCII_HOST.test(host)) return null
  return /(?:^|\.)\d+$/.test(host) ? null : host
}
