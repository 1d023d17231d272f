import type { ConfidentField } from './decay.ts'
import type { ContactEvidence } from './evidence.ts'

/** Who says what of one thing that has one true value: by value, the sources that say it. Two sources or more. */
export type Claim = { field: ConfidentField; said: number[][] }

/**
 * Claims, alike ones as one. A set of sources is known by its place in `sets`: sources say the same of many people, so there are
 * few of them.
 */
export type GroupedClaims = { sets: number[][]; groups: ClaimGroup[] }

/** So many claims of one field in which these sets say different things; `all` is the set of all of them. */
export type ClaimGroup = { field: ConfidentField; said: number[]; all: number; times: number }

type Said = { about: string; value: string }

/** What a record says of each field: `about` keeps apart what may differ and yet both be true, as two jobs' telephone numbers. */
const readers: Record<ConfidentField, (e: ContactEvidence) => Said[]> = {
  name: (e) => one('', `${e.first ?? ''}\t${e.last ?? ''}`.toLowerCase()),
  title: (e) => one(job(e), e.title?.toLowerCase()),
  company: (e) => one('', e.company_id),
  email: (e) => (e.emails ?? []).flatMap(({ value, role }) => (role ? [] : one(job(e), value))),
  phone: (e) => (e.phones ?? []).flatMap(({ value, kind }) => (kind === 'fax' ? [] : one(`${kind} ${job(e)}`, value))),
  address: (e) => (e.addresses ?? []).flatMap(({ value }) => one(job(e), value.toLowerCase())),
}

const fields = Object.keys(readers) as ConfidentField[]

/** What the records of one contact say of the same things, where several sources do. */
export function listClaims(evidence: readonly ContactEvidence[]): Claim[] {
  return fields.flatMap((field) => {
    const things = new Map<string, Map<string, Set<number>>>()
    for (const e of evidence) {
      for (const { about, value } of readers[field](e)) {
        const values = things.get(about) ?? new Map<string, Set<number>>()
        things.set(about, values)
        const sources = values.get(value) ?? new Set()
        values.set(value, sources)
        for (const source of e.sources) sources.add(source)
      }
    }
    return [...things.values()].flatMap((values) => {
      const said = [...values.values()].map((sources) => [...sources])
      return new Set(said.flat()).size > 1 ? [{ field, said }] : []
    })
  })
}

/** Puts alike claims together. Neither their order nor that of their sources matters. */
export function groupClaims(claims: readonly Claim[]): GroupedClaims {
  const sets: number[][] = []
  const places = new Map<string, number>()
  const placeOf = (sources: number[]) => {
    const set = sources.toSorted((a, b) => a - b)
    const key = set.join(' ')
    const place = places.get(key) ?? sets.length
    if (place === sets.length) sets.push(set)
    places.set(key, place)
    return place
  }
  const groups = new Map<string, ClaimGroup>()
  for (const { field, said } of claims) {
    const own = said.map(placeOf).toSorted((a, b) => a - b)
    const key = `${field} ${own.join(' ')}`
    const group = groups.get(key) ?? { field, said: own, all: placeOf([...new Set(said.flat())]), times: 0 }
    group.times++
    groups.set(key, group)
  }
  return { sets, groups: [...groups.values()] }
}

function one(about: string, value: string | null | undefined): Said[] {
  return value ? [{ about, value }] : []
}

function job(e: ContactEvidence): string {
  return e.company_id ?? ''
}
