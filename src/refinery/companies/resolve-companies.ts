import { isSameCompany } from './same-company.ts'

/** How many contents say that the company with this comparison key has this domain; either may be absent, not both. */
export type CompanyClaim = { key: string | null; domain: string | null; n: number }

/** The company of each key and of each domain: a number, counted in the order of the companies' smallest names. */
export type ResolvedCompanies = { count: number; ofKey: Map<string, number>; ofDomain: Map<string, number> }

/** A domain with more names than this is a provider's or a portal's, a telephone or an address a business centre's: no sign of one company. */
export const MOST_NAMES = 12

/**
 * Companies from names and domains: the same key is the same company; names that share a domain are, if they are alike, and so are names
 * that share a telephone or an address: `neighbours` are the keys that were named with one.
 * A domain belongs to the company that claims it most; a domain nobody names is a company of its own.
 * The order of the claims does not matter.
 */
export function resolveCompanies(
  claims: readonly CompanyClaim[],
  neighbours: readonly (readonly string[])[] = [],
): ResolvedCompanies {
  const sorted = claims.toSorted((a, b) => compare(a.key ?? '', b.key ?? '') || compare(a.domain ?? '', b.domain ?? ''))
  const parent = new Map<string, string>()
  const find = (key: string): string => {
    let root = key
    while (parent.get(root) !== root) root = parent.get(root) ?? root
    parent.set(key, root)
    return root
  }
  const byDomain = new Map<string, CompanyClaim[]>()
  for (const claim of sorted) {
    if (claim.key !== null && !parent.has(claim.key)) parent.set(claim.key, claim.key)
    if (claim.domain === null) continue
    const claimants = byDomain.get(claim.domain)
    if (claimants) claimants.push(claim)
    else byDomain.set(claim.domain, [claim])
  }
  for (const claimants of byDomain.values()) {
    joinAlike(
      claimants.flatMap((claim) => (claim.key === null ? [] : [claim.key])),
      { find, parent },
    )
  }
  for (const names of neighbours) joinAlike(names, { find, parent })
  return numbered([...parent.keys()], find, byDomain)
}

type Joined = { find: (key: string) => string; parent: Map<string, string> }

function joinAlike(names: readonly string[], { find, parent }: Joined): void {
  if (names.length > MOST_NAMES) return
  for (const [i, a] of names.entries()) {
    for (const b of names.slice(i + 1)) {
      const [first, second] = [find(a), find(b)]
      if (first === second || !isSameCompany(a, b)) continue
      // The smaller root wins, so that the root does not depend on the order of joining.
      if (first < second) parent.set(second, first)
      else parent.set(first, second)
    }
  }
}

function numbered(
  keys: string[],
  find: (key: string) => string,
  byDomain: Map<string, CompanyClaim[]>,
): ResolvedCompanies {
  const numbers = new Map<string, number>()
  const ofKey = new Map<string, number>()
  const number = (name: string) => {
    const known = numbers.get(name) ?? numbers.size
    numbers.set(name, known)
    return known
  }
  for (const key of keys) ofKey.set(key, number(find(key)))
  const ofDomain = new Map<string, number>()
  for (const domain of [...byDomain.keys()].sort()) {
    const owner = commonest(byDomain.get(domain) ?? [], ofKey)
    ofDomain.set(domain, owner ?? number(`\t${domain}`))
  }
  return { count: numbers.size, ofKey, ofDomain }
}

function commonest(claimants: readonly CompanyClaim[], ofKey: Map<string, number>): number | null {
  const votes = new Map<number, number>()
  for (const { key, n } of claimants) {
    const company = key === null ? undefined : ofKey.get(key)
    if (company !== undefined) votes.set(company, (votes.get(company) ?? 0) + n)
  }
  let best: number | null = null
  for (const [company, n] of votes) {
    if (best === null || n > (votes.get(best) ?? 0) || (n === votes.get(best) && company < best)) best = company
  }
  return best
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
