import { contentTests } from './content-tests.ts'
import type { Field } from './field.ts'

/** What a column seems to hold: the share of its values (0–1) that look like `field`, less where much else does; of two columns the one of more `weight` is it. */
export type Guess = { field: Field; share: number; why: string; weight: number }

const LEAST = 5
/** Values of a column that are looked at. */
const LOOKED_AT = 200

/** What a column may hold by its values alone, the likeliest first; nothing where nothing is clear. */
export function guessByContent(all: string[], { nameless }: { nameless: boolean }): Guess[] {
  if (all.length < LEAST) return []
  const values = all.slice(0, LOOKED_AT)
  const guesses: Guess[] = []
  for (const { field, what, least, test, together, weight, trust = 1, nameless: only } of contentTests) {
    if ((only && !nameless) || guesses.some((guess) => guess.field === field)) continue
    const fitting = fittingOf(values, test, least)
    if (fitting === null || (together && !together(fitting))) continue
    const share = fitting.length / values.length
    guesses.push({
      field,
      share: share * trust,
      why: `${Math.round(share * 100)} % ${what}`,
      weight: weight?.(fitting) ?? share,
    })
  }
  return guesses
}

/** The values that pass; null as soon as too many have not. Equal values are asked once: some tests search tables. */
function fittingOf(values: string[], test: (value: string) => boolean, least: number): string[] | null {
  const answers = new Map<string, boolean>()
  const fitting: string[] = []
  for (const [at, value] of values.entries()) {
    let fits = answers.get(value)
    if (fits === undefined) answers.set(value, (fits = test(value)))
    if (fits) fitting.push(value)
    else if (at + 1 - fitting.length > values.length * (1 - least)) return null
  }
  return fitting
}
