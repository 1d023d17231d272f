import { expect, test } from 'vitest'
import { createReport, formatCount, formatSeconds, formatTable } from './report.ts'

function aScreen(isTTY = false) {
  const written: string[] = []
  return { isTTY, columns: 100, write: (text: string | Uint8Array) => written.push(String(text)) > 0, written }
}

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
])('counts %d as %s', (value, text) => expect(formatCount(value)).toBe(text))

test.each([
  [0.04, '0.0 s'],
  [9.94, '9.9 s'],
  [12.4, '12 s'],
  [200, '3 min 20 s'],
])('shows %d seconds as %s', (value, text) => expect(formatSeconds(value)).toBe(text))

test('aligns words left and numbers right', () => {
  expect(
    formatTable(
      ['step', 'rows'],
      [
        ['intake', 1200],
        ['merge', null],
      ],
    ),
  ).toBe('step     rows\nintake  1,200\nmerge       –\n')
})

test('off a terminal each step is one line when it ends', () => {
  const err = aScreen()
  const report = createReport({ err, out: aScreen() })
  report.progress({ step: 'Reading', done: 10, total: 2000, unit: 'rows' })
  report.progress({ step: 'Reading', done: 2000, total: 2000 })
  report.progress({ step: 'Linking' })
  report.end()
  report.end()
  expect(err.written).toHaveLength(2)
  expect(err.written[0]).toMatch(/^Reading +2,000 rows {2}\d/)
})

test('with --json stdout holds the document alone', () => {
  const out = aScreen()
  const err = aScreen(true)
  const report = createReport({ json: true, out, err })
  report.progress({ step: 'Reading', done: 1, total: 2 })
  report.table(['a'], [[1]])
  report.result({ rows: 1 })
  expect(out.written).toEqual(['{"rows":1}\n'])
  expect(err.written.join('')).toContain('a\n1\n')
})
