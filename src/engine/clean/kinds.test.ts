import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import type { KindName } from './kinds.ts'
import { kinds } from './kinds.ts'
import { rulesVersion } from './rules-version.ts'

/** 10,000 in a check; as many as one likes in a proof. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 10_000)
const VERDICTS = ['valid', 'repaired', 'suspect', 'invalid', 'empty']
const names = Object.keys(kinds) as KindName[]

const scraps =
  'Ann|Lee|@|.com|gmail|gmial|.|+1|(415)|555|-0132|ext|x|,|/|Inc|LLC|THE|&|Co|<|>|"|0|(0)|+44|mailto:|at|IBM|É|US|www.|http://|Dr|PhD|VP|of|Sales|St|12|NY|10001|\ud800|\0|\n|\u200f|\ufeff|ß|İ|中|😀|%|=1+1|e+9'
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom(...scraps.split('|')), { maxLength: 12 })
    .chain((words) => fc.constantFrom('', ' ').map((joint) => words.join(joint))),
)
const hostile = [
  'x'.repeat(1_000_000),
  '@'.repeat(20_000),
  '('.repeat(20_000),
  `a@${'b.'.repeat(5_000)}c`,
  ' '.repeat(1_000_000),
  '-'.repeat(30_000),
  '0'.repeat(400),
  '<@'.repeat(50_000),
  'a '.repeat(200_000),
  '\ud800'.repeat(1000),
]

describe.each(names)('%s', (name) => {
  const kind = kinds[name]

  test('answers whatever comes in, in the shape of its kind', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const answer = kind.clean(raw)
        expect(answer.input).toBe(raw)
        expect(VERDICTS).toContain(answer.verdict)
        expect(answer.confidence >= 0 && answer.confidence <= 1).toBe(true)
        expect(Object.keys(answer)).toEqual(['input', 'value', 'verdict', 'confidence', 'why', ...kind.columns])
        expect(answer.value === null || (answer.value.isWellFormed() && answer.value !== '')).toBe(true)
        expect(answer.value !== null || ['invalid', 'empty', 'suspect'].includes(answer.verdict)).toBe(true)
        for (const code of answer.why) expect(code).toMatch(/^[a-z\d_]+$/)
      }),
      { numRuns: RUNS },
    )
  }, 3_600_000)

  test('cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const { value } = kind.clean(raw)
        expect(value === null ? null : kind.clean(value).value).toBe(value)
      }),
      { numRuns: RUNS },
    )
  }, 3_600_000)

  test('long and odd texts take no long time', () => {
    const slow = hostile.filter((raw) => {
      const start = performance.now()
      kind.clean(raw)
      return performance.now() - start > 1000
    })
    expect(slow.map((raw) => raw.slice(0, 10))).toEqual([])
  })
})

test('every kind has a version, and all of them together one line', () => {
  for (const name of names) {
    expect(kinds[name].name).toBe(name)
    expect(rulesVersion).toContain(`${name}-${kinds[name].version}`)
  }
})

test('a version names its libraries as they are installed', () => {
  const installed = Object.entries(manifest.dependencies).map(([name, version]) => `${name}-${version}`)
  const wrong = names.flatMap((name) => {
    const rest = kinds[name].version.replace(/^\d+-?/, '')
    const named = installed.filter((each) => rest.split(/(?<=\d)-(?=[a-z])/).includes(each)).join('-')
    return named.length === rest.length ? [] : [`${name}: ${rest}`]
  })
  expect(wrong).toEqual([])
})
