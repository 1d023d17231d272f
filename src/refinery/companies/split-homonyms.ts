import type { ResolvedCompanies } from './resolve-companies.ts'

/** How many contents name a company by this key, with this domain if any, at this place if one is known: `US|TX`, `GB|Leeds`. */
export type PlacedClaim = { key: string; domain: string | null; place: string | null; n: number }

/** Which company the contents with this key, domain and place speak of. */
export type Placement = Omit<PlacedClaim, 'n'> & { company: number }

/** `resolved` with homonyms apart; `placements` only of keys that more than one company bears, all others are whole in `resolved`. */
export type SplitCompanies = {
  resolved: ResolvedCompanies
  placements: Placement[]
  /** What a company that neither a key nor a domain is known by, is known by. */
  unnamed: { company: number; member: string }[]
}

/** Least share of their places that two domains of one company have in common, where both say where they are. */
const COMMON = 0.1

/** Domains of unlike names at one place from which on an owner is one that has many: unlike domains elsewhere prove nothing then. */
const MANY = 4

/** Share of a key's contents from which on its largest bearer is meant by those that say nothing else. */
const MEANT = 0.9

/** Keys of companies that own domains of more than one name: one company has several, or several companies one name. */
export function listDoubtedKeys({ ofKey, ofDomain }: ResolvedCompanies): string[] {
  const labels = new Map<number, Set<string>>()
  for (const [domain, company] of ofDomain) {
    const known = labels.get(company)
    if (known) known.add(labelOf(domain))
    else labels.set(company, new Set([labelOf(domain)]))
  }
  return [...ofKey].flatMap(([key, company]) => ((labels.get(company)?.size ?? 0) > 1 ? [key] : [])).sort()
}

/**
 * Parts companies that only share a name. What proves it is a domain of their own each, under unlike names, in places of their own: a
 * company of many places has one domain in all of them. Who says nothing of either is counted to the bearer at the same place, else to
 * the one whom nearly all mean, else to nobody in particular. `claims` are those of `listDoubtedKeys`; their order does not matter.
 */
export function splitHomonyms(resolved: ResolvedCompanies, claims: readonly PlacedClaim[]): SplitCompanies {
  const split: SplitCompanies = {
    resolved: { count: resolved.count, ofKey: new Map(resolved.ofKey), ofDomain: new Map(resolved.ofDomain) },
    placements: [],
    unnamed: [],
  }
  const ofCompany = Map.groupBy(claims, ({ key }) => resolved.ofKey.get(key) ?? -1)
  for (const company of [...ofCompany.keys()].sort((a, b) => a - b)) {
    const own = (ofCompany.get(company) ?? []).toSorted(compareClaims)
    const owned = (domain: string | null) => domain !== null && resolved.ofDomain.get(domain) === company
    const bearers = listBearers(own.filter(({ domain }) => owned(domain)))
    if (bearers.length > 1) place(split, { company, claims: own, bearers })
  }
  return split
}

type Weights = Map<string, number>

/** A company by the domains it owns: how many contents say so by key and by place. The one with most contents comes first. */
type Bearer = { domains: string[]; keys: Weights; places: Weights; weight: number }

function listBearers(claims: readonly PlacedClaim[]): Bearer[] {
  const ofDomain = Map.groupBy(claims, ({ domain }) => domain ?? '')
  const single = [...ofDomain].map(([domain, said]): Bearer => {
    const bearer: Bearer = { domains: [domain], keys: new Map(), places: new Map(), weight: 0 }
    for (const claim of said) count(bearer, claim)
    return bearer
  })
  const bearers: Bearer[] = []
  for (const each of single.toSorted(byWeight)) {
    const same = bearers.find((bearer) => mayBeOne(bearer, each))
    if (same) join(same, each)
    else bearers.push(each)
  }
  bearers.sort(byWeight)
  return bearers[0] && new Set(bearers[0].domains.map(labelOf)).size >= MANY ? [] : bearers
}

function byWeight(a: Bearer, b: Bearer): number {
  return b.weight - a.weight || compare(a.domains[0], b.domains[0])
}

function count(bearer: Bearer, { key, place: at, n }: PlacedClaim): void {
  bearer.weight += n
  bearer.keys.set(key, (bearer.keys.get(key) ?? 0) + n)
  if (at !== null) bearer.places.set(at, (bearer.places.get(at) ?? 0) + n)
}

function join(bearer: Bearer, { domains, keys, places, weight }: Bearer): void {
  bearer.domains.push(...domains)
  for (const [key, n] of keys) bearer.keys.set(key, (bearer.keys.get(key) ?? 0) + n)
  for (const [at, n] of places) bearer.places.set(at, (bearer.places.get(at) ?? 0) + n)
  bearer.weight += weight
}

function mayBeOne(a: Bearer, b: Bearer): boolean {
  const labels = b.domains.map(labelOf)
  if (a.domains.some((domain) => labels.includes(labelOf(domain)))) return true
  if (a.places.size === 0 || b.places.size === 0 || inCommon(a.places, b.places) >= COMMON) return true
  // `acme.example` and `acme-france.example`: abroad the same company, in the next state another of the name.
  const alike = a.domains.some((domain) => labels.some((label) => contains(labelOf(domain), label)))
  return alike && inCommon(countriesOf(a.places), countriesOf(b.places)) === 0
}

/** Share, from 0 to 1, that two distributions have in common. */
function inCommon(a: Weights, b: Weights): number {
  const sum = (weights: Weights) => weights.values().reduce((all, n) => all + n, 0)
  const [ofA, ofB] = [sum(a), sum(b)]
  let common = 0
  for (const [at, n] of a) common += Math.min(n / ofA, (b.get(at) ?? 0) / ofB)
  return common
}

function countriesOf(places: Weights): Weights {
  const countries: Weights = new Map()
  for (const [at, n] of places) {
    const country = at.slice(0, at.indexOf('|'))
    countries.set(country, (countries.get(country) ?? 0) + n)
  }
  return countries
}

type Placing = { company: number; claims: readonly PlacedClaim[]; bearers: readonly Bearer[] }

/** Numbers the bearers, the first as before, and says which claims are whose. */
function place(split: SplitCompanies, { company, claims, bearers }: Placing): void {
  const { resolved } = split
  const numbers = bearers.map((_, at) => (at === 0 ? company : resolved.count++))
  for (const [at, { domains }] of bearers.entries())
    for (const domain of domains) resolved.ofDomain.set(domain, numbers[at])
  const nobodys = new Map<string, number>()
  for (const [key, said] of Map.groupBy(claims, (claim) => claim.key)) {
    const those = bearers.flatMap((bearer, at) => (bearer.keys.has(key) ? [at] : []))
    if (those.length === 1) {
      resolved.ofKey.set(key, numbers[those[0]])
      continue
    }
    // A name that nobody in particular bears is no sign of anybody: an id must not follow it to another company.
    const meant = findBearer({ key, domain: null, place: null }, bearers, those)
    if (meant === null) resolved.ofKey.delete(key)
    else resolved.ofKey.set(key, numbers[meant])
    for (const { domain, place: at } of said) {
      const bearer = findBearer({ key, domain, place: at }, bearers, those)
      const own = `p:${key}/${at ?? ''}`
      let number = bearer === null ? nobodys.get(own) : numbers[bearer]
      if (number === undefined) {
        number = resolved.count++
        nobodys.set(own, number)
        split.unnamed.push({ company: number, member: own })
      }
      split.placements.push({ key, domain, place: at, company: number })
    }
  }
}

/** Whom a claim means: `those` are the bearers of its key, none where the key is only known from others' domains. */
function findBearer(
  claim: Omit<PlacedClaim, 'n'>,
  bearers: readonly Bearer[],
  those: readonly number[],
): number | null {
  const { key, domain, place: at } = claim
  const owner = bearers.findIndex(({ domains }) => domain !== null && domains.includes(domain))
  if (owner >= 0) return owner
  const all = those.length > 0 ? those : bearers.map((_, bearer) => bearer)
  const local = at === null ? undefined : all.find((bearer) => bearers[bearer].places.has(at))
  if (local !== undefined) return local
  const weights = all.map((bearer) => bearers[bearer].keys.get(key) ?? 0)
  const most = Math.max(...weights)
  const sum = weights.reduce((before, n) => before + n, 0)
  return most >= sum * MEANT ? all[weights.indexOf(most)] : null
}

/** `acme` of `acme.co.uk`; domains here are registrable ones. Hyphens tell nothing. */
function labelOf(domain: string): string {
  return domain.slice(0, domain.indexOf('.')).replaceAll('-', '')
}

function contains(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length >= 3 && long.includes(short)
}

function compareClaims(a: PlacedClaim, b: PlacedClaim): number {
  return compare(a.key, b.key) || compare(a.domain ?? '', b.domain ?? '') || compare(a.place ?? '', b.place ?? '')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
