import { sumPoints, type ScoreCard } from '../../src/engine/merge/index.ts'
import type { Statement } from './list-statements.ts'

/** Signs whose grades speak the more for a value the higher they are, and those that speak against it. */
const RISING = ['support', 'sure', 'age']
const FALLING = ['against']

/** Statements that a step of confidence must rest on. */
const STEP = 400

const ROUNDS = 12
const RIDGE = 2

type Cell = { signs: Record<string, number>; n: number; right: number }

/**
 * Fits a card of whole numbers: logistic regression on the grades (iteratively reweighted least squares, ridge), grades that have an
 * order put in it, then sums of points to probabilities by isotonic regression (pool adjacent violators; Zadrozny and Elkan 2002).
 */
export function fitCard(statements: readonly Statement[]): ScoreCard {
  const cells = gather(statements)
  const points = fitPoints(cells)
  return { points, steps: fitSteps(cells, points) }
}

function gather(statements: readonly Statement[]): Cell[] {
  const cells = new Map<string, Cell>()
  for (const { signs, right } of statements) {
    const key = JSON.stringify(Object.entries(signs))
    const cell = cells.get(key) ?? { signs, n: 0, right: 0 }
    cells.set(key, cell)
    cell.n++
    cell.right += Number(right)
  }
  return [...cells.values()]
}

function fitPoints(cells: readonly Cell[]): ScoreCard['points'] {
  const names = Object.keys(cells[0].signs)
  const highest = names.map((name) => cells.reduce((most, { signs }) => Math.max(most, signs[name]), 0))
  const starts = highest.map((_, i) => 1 + highest.slice(0, i).reduce((sum, most) => sum + most + 1, 0))
  const rows = cells.map(({ signs, n, right }) => ({
    n,
    right,
    at: [0, ...names.map((name, i) => starts[i] + signs[name])],
  }))
  const size = 1 + highest.reduce((sum, most) => sum + most + 1, 0)
  const weights = regress(rows, size)
  const counts = new Float64Array(size)
  for (const { n, at } of rows) for (const each of at) counts[each] += n
  return Object.fromEntries(
    names.map((name, i) => {
      const range = [starts[i], starts[i] + highest[i] + 1] as const
      const grades = Array.from(weights.slice(...range))
      const seen = Array.from(counts.slice(...range))
      return [name, ordered(name, grades, seen).map((grade) => Math.round(1000 * grade))]
    }),
  )
}

function ordered(name: string, grades: number[], counts: number[]): number[] {
  if (name === 'age') return [grades[0], ...pool(grades.slice(1), counts.slice(1))]
  if (RISING.includes(name)) return pool(grades, counts)
  if (FALLING.includes(name))
    return pool(
      grades.map((grade) => -grade),
      counts,
    ).map((grade) => -grade)
  return grades
}

/** The nearest values that do not fall, by pooling those that do. What was never seen takes the value beside it. */
function pool(values: readonly number[], counts: readonly number[]): number[] {
  const blocks: { value: number; count: number; size: number }[] = []
  for (const [i, value] of values.entries()) {
    blocks.push({ value, count: counts[i] + 1e-6, size: 1 })
    while (blocks.length > 1 && blocks[blocks.length - 2].value > blocks[blocks.length - 1].value) {
      const [a, b] = [blocks[blocks.length - 2], blocks[blocks.length - 1]]
      const count = a.count + b.count
      blocks.splice(-2, 2, { value: (a.value * a.count + b.value * b.count) / count, count, size: a.size + b.size })
    }
  }
  return blocks.flatMap(({ value, size }) => Array.from({ length: size }, () => value))
}

type Design = { n: number; right: number; at: number[] }[]

function regress(rows: Design, size: number): Float64Array {
  let weights: Float64Array = new Float64Array(size)
  for (let round = 0; round < ROUNDS; round++) {
    const normal = Array.from({ length: size }, (_, i) => {
      const row = new Float64Array(size + 1)
      if (i > 0) row[i] = RIDGE
      return row
    })
    for (const { n, right, at } of rows) {
      const sum = at.reduce((total, each) => total + weights[each], 0)
      const p = Math.min(1 - 1e-6, Math.max(1e-6, 1 / (1 + Math.exp(-sum))))
      const spread = n * p * (1 - p)
      const target = spread * sum + (right - n * p)
      for (const i of at) {
        for (const j of at) normal[i][j] += spread
        normal[i][size] += target
      }
    }
    weights = solve(normal)
  }
  return weights
}

/** Solves a symmetric system by elimination; the last column is the right-hand side. */
function solve(system: Float64Array[]): Float64Array {
  const size = system.length
  for (let i = 0; i < size; i++) {
    const pivot = system[i][i] || 1e-9
    for (let j = i + 1; j < size; j++) {
      const factor = system[j][i] / pivot
      if (factor !== 0) for (let k = i; k <= size; k++) system[j][k] -= factor * system[i][k]
    }
  }
  const solution = new Float64Array(size)
  for (let i = size - 1; i >= 0; i--) {
    let rest = system[i][size]
    for (let k = i + 1; k < size; k++) rest -= system[i][k] * solution[k]
    solution[i] = rest / (system[i][i] || 1e-9)
  }
  return solution
}

function fitSteps(cells: readonly Cell[], points: ScoreCard['points']): ScoreCard['steps'] {
  const bySum = new Map<number, { n: number; right: number }>()
  for (const { signs, n, right } of cells) {
    const sum = sumPoints(points, signs)
    const known = bySum.get(sum) ?? { n: 0, right: 0 }
    bySum.set(sum, { n: known.n + n, right: known.right + right })
  }
  const parts: { from: number; n: number; right: number }[] = []
  for (const [from, { n, right }] of [...bySum].sort(([a], [b]) => a - b)) {
    const last = parts.at(-1)
    if (last && last.n < STEP) Object.assign(last, { n: last.n + n, right: last.right + right })
    else parts.push({ from, n, right })
  }
  const shares = pool(
    parts.map(({ n, right }) => right / n),
    parts.map(({ n }) => n),
  )
  const steps: ScoreCard['steps'] = []
  for (const [i, { from }] of parts.entries()) {
    const perMille = Math.round(1000 * shares[i])
    if (steps.at(-1)?.[1] !== perMille) steps.push([from, perMille])
  }
  return steps
}
