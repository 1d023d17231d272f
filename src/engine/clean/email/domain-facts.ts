import { disposableEmailBlocklistSet } from 'disposable-email-domains-js'
import { judgeSuffix } from '../domain/judge-suffix.ts'
import { findMailProvider } from '../domain/mail-provider.ts'
import type { MailProvider } from '../domain/mail-provider.ts'
import { readHost } from '../domain/read-host.ts'
import { repairProvider } from './repair-provider.ts'

/** What is known of the domain of an address, from lists alone. */
export type DomainFacts = {
  /** The domain to send to, repaired where that is sure; null when it cannot be one. */
  domain: string | null
  /** Codes of what was done or found. */
  why: string[]
  suspect: boolean
  provider: MailProvider | undefined
  disposable: boolean
  suggestion: string | null
}

const DISPOSABLE = disposableEmailBlocklistSet()
/** Most addresses share few domains: facts are kept, and forgotten all at once when there are too many. */
const MOST_KEPT = 50_000
const kept = new Map<string, DomainFacts>()

/** The facts about a domain as written (lower case). Depends on nothing but the text. */
export function getDomainFacts(written: string): DomainFacts {
  let facts = kept.get(written)
  if (facts === undefined) {
    facts = findFacts(written)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(written, facts)
  }
  return facts
}

function findFacts(written: string): DomainFacts {
  const host = readHost(written)
  if (host === null) return nowhere([/[.\d]\d+$/.test(written) ? 'numeric_suffix' : 'not_a_domain'])
  const why: string[] = host === written ? [] : ['idna']
  if (findMailProvider(host) !== undefined) return describe(host, why, null)
  const meant = repairProvider(host)
  if (meant?.sure === true) return describe(meant.domain, [...why, 'domain_repaired'], null)
  if (!host.includes('.')) return nowhere(['no_suffix'], meant?.domain)
  const judged = judgeSuffix(host)
  if (judged.repaired) why.push('suffix_repaired')
  return describe(judged.host, judged.known ? why : [...why, 'unknown_suffix'], meant?.domain ?? null)
}

function describe(domain: string, why: string[], suggestion: string | null): DomainFacts {
  const registrable = judgeSuffix(domain).registrable ?? domain
  return {
    domain,
    why,
    suspect: why.includes('unknown_suffix'),
    provider: findMailProvider(domain),
    disposable: DISPOSABLE.has(domain) || DISPOSABLE.has(registrable),
    suggestion,
  }
}

function nowhere(why: string[], suggestion: string | null = null): DomainFacts {
  return { domain: null, why, suspect: false, provider: undefined, disposable: false, suggestion }
}
