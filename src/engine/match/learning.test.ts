import { expect, test } from 'vitest'
import { estimateParameters } from './expectation-maximisation.ts'
import { valueBits } from './value-counts.ts'
import { monotoneWeights } from './monotone-weights.ts'
import { scoreClusters } from './score-clusters.ts'

/** Three fields of two levels, packed as the matcher packs them. */
const code = {
  radices: [3, 3, 3],
  size: 27,
  patternOf: () => 0,
  level: (pattern: number, f: number) => (Math.floor(pattern / 3 ** f) % 3) - 1,
}

test('expectation–maximisation finds the rates behind the counts', () => {
  const counts = { unknown: new Float64Array(27), knownNonMatch: new Float64Array(27) }
  const [agreeM, agreeU] = [
    [0.9, 0.8, 0.7],
    [0.001, 0.002, 0.01],
  ]
  for (let bits = 0; bits < 8; bits++) {
    const levels = [bits & 1, (bits >> 1) & 1, bits >> 2]
    const pattern = levels.reduce((sum, level, f) => sum + (level + 1) * 3 ** f, 0)
    const chance = (agree: number[]): number =>
      levels.reduce((p, level, f) => p * (level === 0 ? agree[f] : 1 - agree[f]), 1)
    counts.unknown[pattern] = 10_000 * chance(agreeM) + 950_000 * chance(agreeU)
    counts.knownNonMatch[pattern] = 50_000 * chance(agreeU)
  }
  const { lambda, m, u } = estimateParameters(code, counts, 1500)
  expect(lambda).toBeCloseTo(0.0099, 3)
  for (const f of [0, 1, 2]) {
    expect(m[f][0]).toBeCloseTo(agreeM[f], 1)
    expect(u[f][0]).toBeCloseTo(agreeU[f], 3)
  }
})

test('a worse level never weighs more', () => {
  const weights = monotoneWeights(Float64Array.of(0.5, 0.1, 0.3, 0.1), Float64Array.of(0.1, 0.2, 0.1, 0.6))
  expect(weights[1]).toBe(weights[2])
  expect([...weights]).toEqual([...weights].sort((a, b) => b - a))
})

test('rare values weigh more than common ones, within five bits', () => {
  const bits = valueBits(Float64Array.of(7, 1000, 10, 1))
  expect(bits[0]).toBe(0)
  expect(bits[1]).toBeLessThan(bits[2])
  expect(bits[3]).toBe(5)
})

test('scores of clusters', () => {
  const truth = Uint32Array.of(0, 0, 0, 1, 1)
  expect(scoreClusters(truth, truth)).toEqual({ precision: 1, recall: 1, f1: 1, b3: 1 })
  const joined = scoreClusters(Uint32Array.of(0, 0, 0, 0, 0), truth)
  expect(joined.precision).toBeCloseTo(0.4)
  expect(joined.recall).toBe(1)
  expect(
    scoreClusters(Uint32Array.of(0, 0, 0, 0, 4), truth, [
      [2, 3],
      [0, 3],
      [1, 3],
    ]).precision,
  ).toBe(1)
})
