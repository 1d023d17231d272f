import { parse } from 'tldts'
import typos from './suffix-typos.json' with { type: 'json' }

/** Where the public suffix of a host ends, and whether there is such a suffix. */
export type HostJudgement = {
  host: string
  /** The registrable domain; null when the host is a public suffix itself. */
  registrable: string | null
  suffix: string
  /** In the public suffix list, or reserved for examples and tests (RFC 6761). */
  known: boolean
  /** A misspelt top-level domain was put right. */
  repaired: boolean
}

const TYPOS = new Map(Object.entries(typos.typos))
const RESERVED = new Set(['example', 'test'])

/** Judge a host that `readHost` gave: repairs a misspelt top-level domain and finds the registrable domain. */
export function judgeSuffix(host: string): HostJudgement {
  const top = host.slice(host.lastIndexOf('.') + 1)
  const meant = host.includes('.') ? TYPOS.get(top) : undefined
  const right = meant === undefined ? host : host.slice(0, -top.length) + meant
  const options = { extractHostname: false, validateHostname: false, allowPrivateDomains: true }
  let found = parse(right, options)
  // A private suffix that stands alone (`github.io`) is somebody's domain all the same.
  if (found.domain === null && found.isPrivate) found = parse(right, { ...options, allowPrivateDomains: false })
  const known = found.isIcann === true || found.isPrivate === true || RESERVED.has(found.publicSuffix ?? '')
  return {
    host: right,
    registrable: found.domain,
    suffix: found.publicSuffix ?? top,
    known,
    repaired: meant !== undefined,
  }
}
