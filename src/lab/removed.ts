import { AS_OF } from './as-of.ts'
import { type Person } from './people.ts'
import { Random } from './random.ts'

/** One person in two hundred has asked to be taken out; how many do is nowhere counted, so this is an assumption. */
const SHARE = 1 / 200

/** The day on which somebody was removed on request, in days since 1970; null for all others. */
export function findRemoval(person: Person, seed: number): number | null {
  const random = new Random(seed, 'removed', person.index)
  const day = AS_OF - random.between(30, 700)
  return random.chance(SHARE) ? day : null
}
