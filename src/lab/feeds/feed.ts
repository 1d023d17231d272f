import type { Row } from '../feed-rows.ts'
import type { Person } from '../people.ts'
import type { PhoneStyle } from '../phones.ts'
import type { Random } from '../random.ts'
import type { ErrorRates, Report } from '../report.ts'

/** What an adversary does: invents people, resells another's rows, puts false channels to real people, brings back who was removed. */
export type Attack = 'fake' | 'copied' | 'poisoned' | 'resubmitted'

export type FeedWorld = { seed: number; crowded: boolean }

/** One supplier of records: whom it knows, how late, how wrongly, and how its file looks. */
export type Feed = {
  /** Name of the file without its ending. */
  name: string
  /** First letter of its record ids. */
  letter: string
  delimiter: ',' | ';' | '\t'
  eol: '\n' | '\r\n'
  bom: boolean
  /** Probability (0–1) that it knows somebody. */
  coverage(person: Person): number
  /** A row is between so many days old on the world's day. */
  age: [number, number]
  /** Probability of a second row about somebody: the very same, and a different one. */
  again: { same: number; other: number }
  /** Share of rows that say nothing of anybody, and share that tell of a role mailbox. */
  junk: number
  roles: number
  rates: ErrorRates
  styles: readonly PhoneStyle[]
  /** After `record_id`, which every feed has first. */
  columns: { header: string; cell: (report: Report) => string }[]
  /** Tells an adversary's rows instead. */
  attack?: (random: Random, person: Person, world: FeedWorld) => Row[]
}
