import { isDeepStrictEqual } from 'node:util'
import type { Case, Contestant, Suite } from './suite.ts'

/** How one contestant did. */
export type Row = {
  name: string
  licence: string
  right: number
  total: number
  /** On one core: the median of five rounds of at least a fifth of a second each, the first (cold) left out. */
  valuesPerSecond: number
}

export type SuiteFigures = {
  kind: string
  name: string
  source: string
  target: Suite['target']
  /** Ours first. */
  rows: Row[]
  ok: boolean
}

const ROUNDS = 5
const ROUND_MS = 200

/** Puts the cases of a suite to Fairlist and to its peers; null when the cases are not there. */
export async function measureSuite(suite: Suite): Promise<SuiteFigures | null> {
  const cases = await suite.cases()
  if (cases === null) return null
  const values = (await suite.speedOver?.()) ?? cases.map((each) => each.input)
  const us = { name: 'Fairlist', licence: 'Apache-2.0', answer: suite.ours, timed: suite.oursTimed ?? suite.ours }
  const contestants = [us, ...suite.peers]
  const rows = contestants.map((contestant) => measure(contestant, cases, values))
  const { kind, name, source, target } = suite
  const [ours] = rows
  const ok = ours.right >= target.right * ours.total && ours.valuesPerSecond >= (target.perSecond ?? 0)
  return { kind, name, source, target, rows, ok }
}

function measure({ name, licence, answer, timed = answer }: Contestant, cases: Case[], values: string[]): Row {
  const safely = guard(answer)
  const wrong = cases.filter(({ input, want }) => !isDeepStrictEqual(safely(input), want))
  if (name === 'Fairlist' && process.env['SHOW_WRONG'] !== undefined) {
    for (const { input, want } of wrong) console.error(JSON.stringify({ input, want, got: safely(input) }))
  }
  const rounds = Array.from({ length: ROUNDS + 1 }, () => timeRound(guard(timed), values))
  const sorted = rounds.slice(1).toSorted((a, b) => a - b)
  const valuesPerSecond = Math.round(sorted[Math.floor(ROUNDS / 2)])
  return { name, licence, right: cases.length - wrong.length, total: cases.length, valuesPerSecond }
}

/** Gives undefined for what throws. */
function guard(answer: (input: string) => unknown): (input: string) => unknown {
  return (input) => {
    try {
      return answer(input)
    } catch {
      return undefined
    }
  }
}

/** Values a second over whole passes. */
function timeRound(answer: (input: string) => unknown, values: string[]): number {
  const started = performance.now()
  let answered = 0
  let spent = 0
  do {
    for (const value of values) answer(value)
    answered += values.length
    spent = performance.now() - started
  } while (spent < ROUND_MS)
  return (answered / spent) * 1000
}
