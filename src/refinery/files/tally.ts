import type { KindName, Verdict } from '../../engine/clean/index.ts'
import type { Telling } from './plan-columns.ts'

/** What was counted in rows. Tallies of pieces add up to that of the file. */
export type Tally = {
  rows: number
  /** Rows that have it. */
  has: Record<Telling, number>
  /** Of what complete rows have, how much is there: at most the number of tellings for each row. */
  filled: number
  /** Values by what came out, for each kind. */
  verdicts: Partial<Record<KindName, Partial<Record<Verdict, number>>>>
  /** Reasons, for each kind. */
  why: Partial<Record<KindName, Record<string, number>>>
  /** Rows with an address that may be written to, by all that the address itself says. */
  deliverable: number
  role: number
  free: number
  disposable: number
  /** Rows with a number that can be dialled, by all that the number itself says. */
  connects: number
  levels: Record<string, number>
  functions: Record<string, number>
}

/** Nothing counted yet. */
export function emptyTally(): Tally {
  return {
    rows: 0,
    has: { name: 0, title: 0, company: 0, email: 0, phone: 0, address: 0 },
    filled: 0,
    verdicts: {},
    why: {},
    deliverable: 0,
    role: 0,
    free: 0,
    disposable: 0,
    connects: 0,
    levels: {},
    functions: {},
  }
}

/** Adds one more to what is counted under a name. */
export function countOne(counts: Partial<Record<string, number>>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}

/** Adds a tally to another, number by number. */
export function addTally(sum: Tally, more: Tally): void {
  addAll(sum, more)
}

type Counts = { [name: string]: number | Counts }

function addAll(sum: Counts, more: Counts): void {
  for (const [name, value] of Object.entries(more)) {
    if (typeof value === 'number') sum[name] = ((sum[name] as number | undefined) ?? 0) + value
    else addAll((sum[name] ??= {}) as Counts, value)
  }
}
