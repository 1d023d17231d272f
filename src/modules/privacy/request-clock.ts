import clocks from './clocks.json' with { type: 'json' }
import type { RequestKind } from './tables.ts'

/** How long somebody has: `2026-01-31` and a month is `2026-02-28`; business days leave out weekends and holidays. */
export type Period = { months: number } | { days: number } | { businessDays: number }

type Law = {
  law: string
  label: string
  countries: string[]
  answer: Period
  extension: Period
  /** Whether the clock stands still while the person is asked something. */
  pause: boolean
  /** How long the papers of a closed request are kept, as evidence. */
  keepMonths: number
  holidays: string | null
  kinds?: Partial<Record<RequestKind, { answer: Period }>>
}

const laws = clocks.laws as Law[]
const holidays = clocks.holidays as Record<string, string[]>
const DAY = 86_400_000

/** The law whose clock runs for somebody in a country (ISO 3166-1 alpha-2); where nothing is known, the shortest. */
export function lawOf(country: string | null): string {
  return laws.find(({ countries }) => country !== null && countries.includes(country))?.law ?? 'other'
}

/** What a law is called, and what its clock allows. */
export function describeLaw(law: string): { label: string; mayPause: boolean } {
  const { label, pause } = getLaw(law)
  return { label, mayPause: pause }
}

type Started = { law: string; kind: RequestKind; /** ISO day */ received: string }

/** The last day for the answer to a request. */
export function dueDay({ law, kind, received }: Started): string {
  const { kinds, answer, holidays: calendar } = getLaw(law)
  return addPeriod(received, kinds?.[kind]?.answer ?? answer, calendar)
}

/** The last day when the law's extension is taken: it begins where the time for the answer ends. */
export function extendedDay(law: string, due: string): string {
  const { extension, holidays: calendar } = getLaw(law)
  return addPeriod(due, extension, calendar)
}

/** The day from which the papers of a request are deleted that was closed on a day, or would be at the latest. */
export function eraseDay(law: string, closed: string): string {
  return addPeriod(closed, { months: getLaw(law).keepMonths }, null)
}

/**
 * The day a period after another. Months end on the same day of the month, or on its last where there is none (as
 * Regulation 1182/71 counts them, but never later for a weekend: early is on time).
 */
export function addPeriod(day: string, period: Period, calendar: string | null): string {
  if ('months' in period) return addMonths(day, period.months)
  if ('days' in period) return addDays(day, period.days)
  const closed = new Set(calendar === null ? [] : holidays[calendar])
  let left = period.businessDays
  let now = day
  while (left > 0) {
    now = addDays(now, 1)
    const weekday = new Date(now).getUTCDay()
    if (weekday !== 0 && weekday !== 6 && !closed.has(now)) left--
  }
  return now
}

export function addDays(day: string, days: number): string {
  return dayOf(new Date(Date.parse(day) + days * DAY))
}

/** Days from one day to another; negative when it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

/** The day of a moment, in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  return dayOf(new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))))
}

function getLaw(law: string): Law {
  const found = laws.find((each) => each.law === law) ?? laws.find((each) => each.law === 'other')
  if (!found) throw new Error('clocks.json has no row for what no other row is for.')
  return found
}
