import type { Phone } from './phones.ts'
import type { Country, Place } from './places.ts'
import type { Random } from './random.ts'

export type EmailPattern =
  | 'first.last'
  | 'flast'
  | 'firstlast'
  | 'first_last'
  | 'last.first'
  | 'f.last'
  | 'first'
  | 'lastf'

export type Office = Place & { switchboard: Phone | null }

export type Company = {
  index: number
  /** Without the legal form. */
  core: string
  form: string
  domain: string
  industry: string
  employees: number
  /** Million dollars a year. */
  revenue: number
  country: Country
  pattern: EmailPattern
  /** The seat first. */
  offices: Office[]
  /** What it was called later, oldest first; empty in a world in which companies stay as they are. */
  faces: Face[]
}

export type Companies = {
  count: number
  people: number
  draw(random: Random): number
  country(index: number): Country
  get(index: number): Company
}

/** What a company is called from a day on, and what happened on that day. */
export type Face = {
  /** Days since 1970. */
  from: number
  /** Number of the company that has taken this one over; absent while it is its own. */
  owner?: number
  event: 'merger' | 'rename' | 'domain'
  core: string
  form: string
  domain: string
}
