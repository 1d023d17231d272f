import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { csvLine, exportColumns, headerLine, shownColumns } from './csv-line.ts'

const cellsOf = (line: string) => Papa.parse<string[]>(line.replace(/\r\n$/, '')).data[0] ?? []
const cell = (name: (typeof exportColumns)[number], value: unknown) =>
  cellsOf(csvLine({ id: 'c0000000001', [name]: value }))[exportColumns.indexOf(name)]

test.each<[string, unknown, string]>([
  ['text', 'Ada Example', 'Ada Example'],
  ['a comma', 'Example, Ada', 'Example, Ada'],
  ['quotes', 'the "best"', 'the "best"'],
  ['line breaks become blanks', 'one\r\ntwo\u2028three', 'one two three'],
  ['a formula', '=HYPERLINK("http://evil.example")', '\'=HYPERLINK("http://evil.example")'],
  ['a sum', '+1+2', "'+1+2"],
  ['a minus', '-cmd', "'-cmd"],
  ['an at sign', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab', '\tx', "'\tx"],
  ['a telephone number', '+12025550123', '+12025550123'],
  ['a telephone number with blanks', '+44 20 7946 0018', '+44 20 7946 0018'],
  ['a list of numbers', ['+12025550123', '+12025550124'], '+12025550123; +12025550124'],
  ['a list that begins like a formula', ['=1', 'x'], "'=1; x"],
  ['nothing', null, ''],
  ['a number', 900, '900'],
])('%s', (_name, value, text) => expect(cell('title', value)).toBe(text))

test('whatever a value holds, it is one cell of one line, and no formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = csvLine({ id: 'c0000000001', title: text })
      expect(line.split(/[\r\n]/)).toHaveLength(3) // the line, and what its end leaves
      const cells = cellsOf(line)
      expect(cells).toHaveLength(exportColumns.length)
      const title = cells[exportColumns.indexOf('title')] ?? ''
      expect(/^[=+\-@\t]/.test(title) && !/^\+\d/.test(title)).toBe(false)
    }),
  )
})

test('the header names the columns, the id first', () => {
  expect(headerLine.startsWith('id,')).toBe(true)
  expect(shownColumns({ id: 'c0000000001', email: 'a@b.example', phone: null, secret: 'x' })).toEqual(['id', 'email'])
})
