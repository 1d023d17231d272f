import { parse } from 'tldts'
import type { CleanedByKind } from '../cleaned.ts'
import { judgeSuffix } from '../domain/judge-suffix.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import networks from './networks.json' with { type: 'json' }

type CleanedUrl = CleanedByKind['url']
type Network = {
  name: string
  hosts: string[]
  paths: string[]
  written?: string
  skip?: string
  notHandles?: string[]
}

const LONGEST = 2000
const TRACKING =
  /^(?:utm_\w+|gclid|fbclid|msclkid|dclid|gbraid|wbraid|yclid|mc_[ce]id|igshid|igsh|_hs\w+|hsa_\w+|trk\w*|originalsubdomain|ref_src|si)$/i
/** `http` and `https` with their usual misspellings, as far as the host. */
const SCHEME = /^h+t+p(s?)(?::|;|\/\/)[:;]?[ /\\]{0,5}(?=[\p{L}\p{N}])/iu
const BARE_HOST = /^[\p{L}\p{N}_-]+(?:[.,]+[\p{L}\p{N}_-]+)+\.?(?::\d+)?(?:[/?#]|$)/u
const SHORT_PROFILE = /^\/?(?:in|company|school)\/[\p{L}\p{N}_%.-]+\/?$/iu
const MOST_WORDS = 50
const NETWORKS: Network[] = networks.networks
const BY_HOST = new Map(
  NETWORKS.flatMap((network) => network.hosts.map((host) => [host, { network, forms: readForms(network) }])),
)

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
    key: keyOf(value),
  }
}

/** What two writings of one page share: no scheme, `www.`, index page or last `/`; the query in order; in lower case. */
function keyOf(value: string): string {
  const plain = value.includes('?') || value.includes('%') ? inOrder(value) : value
  return plain
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/(?:index|default)\.(?:html?|php|aspx?)(?=$|[?#])/i, '')
    .replace(/\/(?=$|[?#])/, '')
    .toLowerCase()
}

function inOrder(value: string): string {
  const url = new URL(value)
  if (url.search !== '') url.searchParams.sort()
  // Letters, digits and -._~ mean the same whether they are escaped or not (RFC 3986, 6.2.2.2).
  return url.href.replace(/%(?:2d|2e|5f|7e|3\d|[46][1-9a-f]|[57][\da])/gi, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16))
    return /[\w.~-]/.test(char) ? char : code
  })
}

/** What stands in a cell as an address; a scheme is put before what has none. Null for what is none. */
function readUrl(text: string, why: string[]): URL | null {
  const bare = text.replace(/^[<("'[\s]+|[>)"'\],;\s]+$/g, '')
  const short = SHORT_PROFILE.test(bare)
  const whole = short ? `https://www.linkedin.com/${bare.replace(/^\//, '')}` : pickAddress(bare, why)
  if (/^[^/]*@[^/]*$/.test(whole)) return null
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(whole)
  if (hasScheme && !/^https?:/i.test(whole)) return null
  if (!hasScheme && !BARE_HOST.test(whole)) return null
  if (!hasScheme || short) why.push('scheme_added')
  try {
    const url = new URL(hasScheme ? whole : `https://${whole}`)
    repairHost(url, why)
    return url
  } catch {
    return null
  }
}

/** The address among the words of a cell, its scheme written rightly: the first that looks like one. */
function pickAddress(bare: string, why: string[]): string {
  const text = bare
    .replace(/^[^\]]*\]\((?=https?:)/i, '')
    .replace(SCHEME, (_, secure: string) => `http${secure.toLowerCase()}://`)
    .replace(/^(?:https?:?\/\/)+(?=https?:?\/\/)/i, '')
    .replace(SCHEME, (_, secure: string) => `http${secure.toLowerCase()}://`)
    .replace(/^\/\/(?=[\p{L}\p{N}])/u, '')
    .replace(/^www[ ,.]+(?=[\p{L}\p{N}])/iu, 'www.')
  if (!text.includes(' ')) return text
  const words = text.split(/[ <>()[\]"|;]+/, MOST_WORDS)
  const addresses = words.filter((word, at) => isAddress(word, words[at - 1]))
  // Names have dots too (`Acme Co.Ltd`): a bare host counts beside other words only where nothing else stands there.
  const bareOnly = words.every((word) => word === '' || /^[/,&+]$/.test(word) || BARE_HOST.test(word))
  const first = addresses[0] ?? (bareOnly ? words.find((word) => BARE_HOST.test(word)) : undefined)
  if (first === undefined) return text
  // One address whose path has spaces is one address.
  if (addresses.length === 1 && text.startsWith(first) && /^https?:\/\/[^/]+\/[^ ]/i.test(first)) return text
  why.push(addresses.length > 1 || bareOnly ? 'several' : 'words_around')
  return first.replace(/[,.]+$/, '')
}

/** A word that can only be an address: by its scheme, by `www.`, or as what follows `Website:`. */
function isAddress(word: string, before: string | undefined): boolean {
  return /^https?:\/\/.|^www\../i.test(word) || (before?.endsWith(':') === true && BARE_HOST.test(word))
}

/** Commas and doubled or last dots in a host, and misspelt top-level domains, put right. */
function repairHost(url: URL, why: string[]): void {
  const host = url.hostname
    .replaceAll(',', '.')
    .replace(/\.{2,}/g, '.')
    .replace(/\.$/, '')
  const judged = judgeSuffix(host)
  if (judged.host === url.hostname) return
  url.hostname = judged.host
  why.push(judged.repaired ? 'suffix_repaired' : 'host_repaired')
}

function dropTracking(url: URL, why: string[]): void {
  const names = [...url.searchParams.keys()].filter((name) => TRACKING.test(name))
  for (const name of names) url.searchParams.delete(name)
  if (names.length > 0) why.push('tracking_removed')
}

/** Whose profile it is, and where: the same for every way of writing it. */
function findProfile(url: URL, domain: string): { network: string; handle: string; address: string } | null {
  const known = BY_HOST.get(domain)
  if (known === undefined) return null
  const { network, forms } = known
  const path = decoded(url.hash.startsWith('#!/') ? url.hash.slice(3) : url.pathname.slice(1) + url.search)
  const below = network.skip !== undefined && path.startsWith(network.skip) ? path.slice(network.skip.length) : path
  for (const { pattern, before } of forms) {
    const handle = pattern.exec(below)?.[1]
    if (handle === undefined || network.notHandles?.includes(handle.toLowerCase())) continue
    const www = network.name === 'linkedin' ? 'www.' : ''
    return {
      network: network.name,
      handle,
      address: `https://${www}${network.hosts[0]}/${before}${encodeURIComponent(handle)}`,
    }
  }
  return null
}

/** The forms of a network's paths, each with what is written before the handle. */
function readForms({ paths, written }: Network): { pattern: RegExp; before: string }[] {
  return paths.map((path) => ({
    pattern: new RegExp(`^${path}(?:$|[/?&#])`, 'iu'),
    before: written ?? path.slice(0, path.indexOf('(')),
  }))
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
