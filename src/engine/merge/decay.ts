import table from './half-lives.json' with { type: 'json' }

/** A field of a contact that has a confidence of its own. */
export type ConfidentField = 'name' | 'title' | 'company' | 'email' | 'phone' | 'address'

/** What decides how fast a statement about somebody grows old. */
export type KindOfJob = { level: string | null; function: string | null }

const YEAR = 365.25
const levels: Record<string, number> = table.levels
const functions: Record<string, number> = table.functions

/** One job change in six is inside the house: titles grow old by a fifth faster than employers (`src/lab/people.ts` says the same). */
const TITLE = 6 / 5

/**
 * What is left of a statement after some days, per mille: of a position and what hangs on it half is left after the median tenure of
 * the kind of job (`half-lives.json`); names stay. Days before the statement count as none.
 */
export function leftAfter(days: number, { field, job }: { field: ConfidentField; job: KindOfJob }): number {
  if (field === 'name' || days <= 0) return 1000
  const halfLife = (levels[job.level ?? ''] ?? functions[job.function ?? ''] ?? table.total) * YEAR
  return Math.round(1000 * halved((days / halfLife) * (field === 'title' ? TITLE : 1)))
}

/** Confidence per mille of an edition's date, brought to a later one. */
export function decayed(confidence: number, of: { field: ConfidentField; job: KindOfJob; days: number }): number {
  return Math.round((confidence * leftAfter(of.days, of)) / 1000)
}

/** Days from one ISO date to another; null where either is none or no date. */
export function daysBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null
  const days = (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000
  return Number.isFinite(days) ? days : null
}

/** 2^−times by squaring: the same on every machine, as only × and ÷ are used. Within 10⁻⁶ of the true value. */
function halved(times: number): number {
  const whole = Math.min(30, Math.floor(times))
  // (1 + y/1024)^1024 is e^y but for −y²/2048; the second term takes that back.
  const y = -(times - whole) * Math.LN2
  let power = 1 + y / 1024 + (y * y) / (2 * 1024 * 1024)
  for (let i = 0; i < 10; i++) power *= power
  return times > 30 ? 0 : power / 2 ** whole
}
