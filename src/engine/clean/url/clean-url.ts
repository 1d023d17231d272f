import { parse } from 'tldts'
import type { CleanedByKind } from '../cleaned.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import networks from './networks.json' with { type: 'json' }

type CleanedUrl = CleanedByKind['url']
type Network = { name: string; hosts: string[]; paths: string[]; written?: string; notHandles?: string[] }

const LONGEST = 2000
const TRACKING =
  /^(?:utm_\w+|gclid|fbclid|msclkid|dclid|gbraid|wbraid|yclid|mc_[ce]id|igshid|igsh|_hs\w+|hsa_\w+|trk\w*|originalsubdomain|ref_src|si)$/i
const NETWORKS: Network[] = networks.networks
const BY_HOST = new Map(NETWORKS.flatMap((network) => network.hosts.map((host) => [host, network])))

/**
 * A web address, or a profile in a social network, as people write it: `acme.com`, `HTTP://www.Acme.com/?utm_source=x`,
 * `linkedin.com/in/ann-lee/?trk=…`, `in/ann-lee`. `value` is the address to open, without what only tracks; `network` and `handle` say whose profile it
 * is; `key` compares, without scheme and `www.`. Total and linear.
 */
export function cleanUrl(raw: string): CleanedUrl {
  return settle(raw, cleanOnce, nothing)
}

function cleanOnce(raw: string): CleanedUrl {
  const text = raw.length > LONGEST * 20 ? null : plainText(raw)
  if (text === '') return nothing(raw)
  if (text === null || text.length > LONGEST) return { ...nothing(raw), verdict: 'invalid', why: ['too_long'] }
  if (isPlaceholder(text)) return { ...nothing(raw), why: ['placeholder'] }
  const why: string[] = []
  const url = readUrl(text, why)
  if (url === null)
    return { ...nothing(raw), verdict: 'invalid', why: [text.includes('@') ? 'looks_like_email' : 'no_address'] }
  const { domain, isIcann, isIp, hostname } = parse(url.hostname)
  if (isIp || hostname === null || domain === null || isIcann !== true)
    return { ...nothing(raw), verdict: 'invalid', why: [isIp ? 'ip_address' : 'no_such_suffix'] }
  if (url.username !== '' || url.password !== '') why.push('credentials_removed')
  url.username = ''
  url.password = ''
  dropTracking(url, why)
  const profile = findProfile(url, domain)
  const value = profile?.address ?? write(url)
  if (value !== text && why.length === 0) why.push('tidied')
  return {
    input: raw,
    value,
    verdict: value === raw ? 'valid' : 'repaired',
    confidence: value === raw ? 1 : 0.95,
    why: value === raw ? [] : why,
    host: new URL(value).hostname,
    registrable: domain,
    network: profile?.network ?? null,
    handle: profile?.handle ?? null,
    key: value
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/\/$/, '')
      .toLowerCase(),
  }
}

/** What stands in a cell as an address; a scheme is put before what has none. Null for what is none. */
function readUrl(text: string, why: string[]): URL | null {
  const short = /^\/?(in|company|school)\/[\p{L}\p{N}_%.-]+\/?$/iu.test(text)
  const bare = text.replace(/^[<("'\s]+|[>)"'\s,;]+$/g, '')
  const repaired = bare
    .replace(/^(https?)[:;]?\/{0,3}(?=[\p{L}\p{N}])/iu, '$1://')
    .replace(/^(https?:\/\/)+(?=https?:\/\/)/i, '')
  const whole = short ? `https://www.linkedin.com/${bare.replace(/^\//, '')}` : repaired
  if (/\s/.test(whole) || /^[^/]*@[^/]*$/.test(whole)) return null
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(whole)
  if (hasScheme && !/^https?:/i.test(whole)) return null
  if (!hasScheme && !/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?::\d+)?(?:[/?#]|$)/u.test(whole)) return null
  if (!hasScheme || short) why.push('scheme_added')
  try {
    return new URL(hasScheme ? whole : `https://${whole}`)
  } catch {
    return null
  }
}

function dropTracking(url: URL, why: string[]): void {
  const names = [...url.searchParams.keys()].filter((name) => TRACKING.test(name))
  for (const name of names) url.searchParams.delete(name)
  if (names.length > 0) why.push('tracking_removed')
}

/** Whose profile it is, and where: the same for every way of writing it. */
function findProfile(url: URL, domain: string): { network: string; handle: string; address: string } | null {
  const network = BY_HOST.get(domain)
  if (network === undefined) return null
  const path = decoded(url.pathname)
  for (const form of network.paths) {
    const found = new RegExp(`^/${form}/?(?:$|/)`, 'iu').exec(path)
    const handle = found?.[1]
    if (handle === undefined || network.notHandles?.includes(handle.toLowerCase())) continue
    const before = network.written ?? form.slice(0, form.indexOf('('))
    const kept = `${before}${encodeURIComponent(handle)}`
    return {
      network: network.name,
      handle,
      address: `https://${network.hosts[0]?.startsWith('linkedin') ? 'www.' : ''}${network.hosts[0]}/${kept}`,
    }
  }
  return null
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The address without an empty path, query or fragment. */
function write(url: URL): string {
  return url.href.replace(/[?#]$/, '').replace(/^(https?:\/\/[^/?#]+)\/$/, '$1')
}

function nothing(raw: string): CleanedUrl {
  const none = { host: null, registrable: null, network: null, handle: null, key: null }
  return { input: raw, value: null, verdict: 'empty', confidence: 0, why: [], ...none }
}
