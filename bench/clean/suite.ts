import type { KindName } from '../../src/engine/clean/index.ts'

/** What goes in, and what should come out. */
export type Case = { input: string; want: unknown }

/** Who answers the cases: `answer` gives what `want` is compared with (deeply). What throws is a wrong answer. */
export type Contestant = {
  name: string
  licence: string
  answer: (input: string) => unknown
  /** What is timed, where `answer` also puts the parts into the form that is compared. */
  timed?: (input: string) => unknown
}

/** One question put to us and to the best libraries, in the same run and on the same cases. */
export type Suite = {
  kind: KindName
  /** What is counted, e.g. `syntax categories`. */
  name: string
  /** Where the cases come from, and their licence where others made them. */
  source: string
  /** The least share of right answers, and values a second on one core, that we want of ourselves. */
  target: { right: number; perSecond?: number }
  /** The cases; null where the files that they come from are not beside the checkout. */
  cases: () => Case[] | null | Promise<Case[] | null>
  /** What the speed is measured over, where that is something else than the cases' inputs. */
  speedOver?: () => string[] | Promise<string[]>
  ours: (input: string) => unknown
  /** As `timed` of a contestant. */
  oursTimed?: (input: string) => unknown
  peers: Contestant[]
}
