import type { CleanedByKind } from '../cleaned.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import { isFreeDomain } from './is-free-domain.ts'
import { judgeSuffix } from './judge-suffix.ts'
import { readHost } from './read-host.ts'

type CleanedDomain = CleanedByKind['domain']

/** Longer than any URL that names a site; what is longer is not looked at. */
const LONGEST = 4096

/**
 * Clean a domain, host, URL or e-mail address to the registrable domain, in lower-case ASCII.
 * Private suffixes count (`acme.github.io` stays whole), as they part one company from another. Total and linear.
 */
export function cleanDomain(raw: string): CleanedDomain {
  return settle(raw, cleanOnce, nothing)
}

function cleanOnce(raw: string): CleanedDomain {
  const text = plainText(raw)
  if (text === '') return nothing(raw)
  if (isPlaceholder(text)) return { ...nothing(raw), why: ['placeholder'] }
  if (text.length > LONGEST) return invalid(raw, ['too_long'])
  const { hosts, why } = findHosts(text)
  for (const host of hosts) {
    const answer = judge(raw, host, why)
    if (answer !== null) return answer
  }
  return invalid(raw, [...why, /(?:^|[^\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d)/.test(text) ? 'ip_address' : 'not_a_domain'])
}

function judge(raw: string, host: string, before: string[]): CleanedDomain | null {
  const name = readHost(host)
  if (name === null || !name.includes('.')) return null
  const found = judgeSuffix(name)
  if (found.registrable === null) return null
  const why = [...before]
  if (name !== host.toLowerCase() && host !== `${name}.`) why.push('idna')
  if (found.host !== found.registrable) why.push('subdomain_dropped')
  if (found.repaired) why.push('suffix_repaired')
  if (!found.known) why.push('unknown_suffix')
  const repaired = found.repaired || before.includes('comma_for_dot') || before.includes('several')
  return {
    input: raw,
    value: found.registrable,
    verdict: !found.known ? 'suspect' : repaired ? 'repaired' : 'valid',
    confidence: !found.known ? 0.3 : repaired ? 0.9 : 1,
    why,
    registrable: found.registrable,
    suffix: found.suffix,
    free: isFreeDomain(found.host) || isFreeDomain(found.registrable),
  }
}

/** The parts of the text that may be hosts, in order, with what was taken off around them. */
function findHosts(text: string): { hosts: string[]; why: string[] } {
  const why: string[] = []
  const words = text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .split(/[\s;|<>"'()[\]{}]+/)
  const hosts: string[] = []
  for (const word of words) {
    const host = readAuthority(word, why)
    if (host.includes('.')) hosts.push(host)
  }
  if (hosts.length > 1) why.push('several')
  return { hosts: hosts.slice(0, 20), why: [...new Set(why)] }
}

/** The host of a URL, an e-mail address or a bare name: RFC 3986 authority without user and port. */
function readAuthority(word: string, why: string[]): string {
  // Pasted behind the `https://` that a form had put there already.
  let text = word.replace(/^https?:\/\/(?=https?:)/i, '')
  const scheme = /^[a-z][a-z\d+.-]{0,20}:(?:[/\\]{0,3})(?!\d{1,5}(?:[/\\?#]|$))/i.exec(text)
  if (scheme !== null) text = text.slice(scheme[0].length)
  text = text.replace(/^[/\\]+/, '')
  const end = text.search(/[/\\?#]/)
  if (end >= 0) text = text.slice(0, end)
  if (scheme !== null || end >= 0) why.push('from_url')
  const at = text.lastIndexOf('@')
  if (at >= 0) {
    text = text.slice(at + 1)
    why.push('from_email')
  }
  text = text.replace(/:\d{0,5}$/, '')
  if (/[^,],[^,]/.test(text)) {
    text = text.replaceAll(',', '.')
    why.push('comma_for_dot')
  }
  let start = 0
  while (start < text.length && '.,:*-'.includes(text[start])) start++
  let stop = text.length
  while (stop > start && '.,:-'.includes(text[stop - 1])) stop--
  return text.slice(start, stop)
}

function invalid(raw: string, why: string[]): CleanedDomain {
  return { ...nothing(raw), verdict: 'invalid', why }
}

function nothing(raw: string): CleanedDomain {
  return {
    input: raw,
    value: null,
    verdict: 'empty',
    confidence: 0,
    why: [],
    registrable: null,
    suffix: null,
    free: false,
  }
}
