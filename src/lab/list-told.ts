import { AS_OF } from './as-of.ts'
import { createCompanies } from './companies.ts'
import { createPeople, formatDay, positionAt } from './people.ts'
import type { PhoneStyle } from './phones.ts'
import { Random } from './random.ts'
import { reportPerson, type ErrorRates, type Report } from './report.ts'

/** What a list says of one person, in words of its own: of the day and the company's revenue too. */
export type Told = Omit<Report, 'seen'> & {
  /** ISO 3166-1 alpha-2, of the office. */
  code: string
  /** ISO date of the last update. */
  seen: string
  /** Million dollars a year. */
  revenue: number
}

/** As careful people keep their lists: a tenth of each thing is not there. */
const RATES: ErrorRates = {
  typo: 0.01,
  nickname: 0.05,
  initial: 0.02,
  swapped: 0.005,
  middleLost: 0.3,
  upper: 0.02,
  lower: 0.02,
  marksLost: 0.1,
  formLost: 0.3,
  formVaried: 0.2,
  titleVaried: 0.1,
  switchboard: 0.3,
  roleMailbox: 0.03,
  countryVaried: 0,
  missing: { title: 0.1, email: 0.1, phone: 0.1, address: 0.1, linkedin: 0.3 },
}

type Options = {
  seed: number
  count: number
  /** Only people who work there; all countries of the world without it. */
  code?: string
  style: PhoneStyle
}

/** The first so many people of a world as one list tells them. The same options give the same people. */
export function listTold({ seed, count, code, style }: Options): Told[] {
  const companies = createCompanies({ seed, people: 5000 })
  const people = createPeople({ seed, companies })
  const told: Told[] = []
  for (let index = 0; told.length < count && index < 100_000; index++) {
    const person = people(index)
    const { company, office } = positionAt(person, AS_OF)
    if (code !== undefined && office.country.code !== code) continue
    const random = new Random(seed, 'told', index)
    const report = reportPerson(random, {
      person,
      day: AS_OF - random.between(0, 1200),
      rates: RATES,
      styles: [style],
    })
    told.push({ ...report, code: office.country.code, seen: formatDay(report.seen), revenue: company.revenue })
  }
  return told
}
