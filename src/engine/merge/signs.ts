import { daysBetween, leftAfter, type ConfidentField, type KindOfJob } from './decay.ts'
import type { Ranked } from './rank-values.ts'
import { ALONE, type Judge } from './trust.ts'

/** What speaks for and against the value of a field: the grade of each sign, from 0. */
export type Signs = Record<string, number>

export type Signing = {
  field: ConfidentField
  judge: Judge
  /** Null where a statement does not grow old. */
  job: KindOfJob | null
  /** Signs that this field alone has. */
  more: Signs
}

/** Lower bounds of the grades above 0. Weights are log-odds in thousandths, the others per mille. */
const BOUNDS = {
  support: [2700, 3100, 3500, 3900, 4300, 4700, 5100, 5500, 6500, 7500, 8500, 9500, 11_000, 13_000],
  against: [1, 3100, 3900, 4700, 5500, 7500, 9500],
  left: [300, 400, 480, 540, 600, 650, 700, 740, 780, 820, 860, 900, 930, 960, 985],
  sure: [500, 700, 800, 900, 950, 1000],
}

/**
 * The signs that every field has, and its own: support and contradiction by weight, age (0: undated), confidence of the cleaning, and
 * of what one source alone says how many there are that could have said it too.
 */
export function signsOf<Value>(value: Ranked<Value>, { field, judge, job, more }: Signing): Signs {
  const days = daysBetween(value.seen, judge.asOf)
  return {
    support: grade(value.weight, BOUNDS.support),
    against: grade(value.against, BOUNDS.against),
    age: days === null || job === null ? 0 : 1 + grade(leftAfter(days, { field, job }), BOUNDS.left),
    sure: grade(value.sure, BOUNDS.sure),
    lone: judge.voices(value.sources) < ALONE ? Math.min(6, judge.sources) : 0,
    ...more,
  }
}

function grade(value: number, bounds: readonly number[]): number {
  let at = 0
  while (at < bounds.length && value >= bounds[at]) at++
  return at
}
