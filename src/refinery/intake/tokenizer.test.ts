import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Dialect } from './dialect.ts'
import { Tokenizer, type Tokens } from './tokenizer.ts'

const csv: Dialect = { delimiter: ',', padded: false, quote: '"', escape: '', newline: '\n' }
const single: Dialect = { ...csv, quote: "'" }
const backslash: Dialect = { ...csv, escape: '\\' }

function read(text: string, dialect: Dialect = csv, options: ConstructorParameters<typeof Tokenizer>[1] = {}): Tokens {
  return new Tokenizer(dialect, options).push(text, true)
}

const cases: [string, string, string[][], Dialect?][] = [
  [
    'plain',
    'a,b\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'no end of line at the end',
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'CRLF',
    'a,b\r\n"c",d\r\ne,"f"\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ],
  ],
  [
    'CRLF and LF mixed',
    'a,b\r\nc,d\n"e","f"\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ],
  ],
  [
    'CR alone',
    'a,b\r"c",d\r',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
    { ...csv, newline: '\r' },
  ],
  [
    'blank lines',
    'a,b\n\n  \nc,d\n\n\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'empty cells are a row',
    'a,b\n,\n',
    [
      ['a', 'b'],
      ['', ''],
    ],
  ],
  ['delimiter, doubled quote and line break in quotes', '"a,1","say ""hi""","x\ny"\n', [['a,1', 'say "hi"', 'x\ny']]],
  [
    'empty quoted cells',
    '"",""\n"",x\n',
    [
      ['', ''],
      ['', 'x'],
    ],
  ],
  ['a quote inside an unquoted cell', 'Round 48",x\n', [['Round 48"', 'x']]],
  ['a quote inside a quoted cell', "'Men's boots, brown','x'\n", [["Men's boots, brown", 'x']], single],
  ['spaces after the closing quote', '"a" ,b\n', [['a', 'b']]],
  [
    'escaped by a backslash',
    '"48\\"",x\n"a\\\\",y\n',
    [
      ['48"', 'x'],
      ['a\\', 'y'],
    ],
    backslash,
  ],
  ['escaped by a zero byte', '"48\0"",x\n', [['48"', 'x']], { ...csv, escape: '\0' }],
  ['space after the comma', 'a, "b, c", d\n', [['a', 'b, c', 'd']], { ...csv, padded: true }],
  ['a delimiter of two characters', 'a||"b||c"||d|e\n', [['a', 'b||c', 'd|e']], { ...csv, delimiter: '||' }],
]

test.each(cases)('%s', (_, text, rows, dialect = csv) => {
  expect(read(text, dialect)).toMatchObject({ rows, rejects: [] })
})

test('lines are counted as they stand in the file', () => {
  expect(read('a,b\n"x\ny",c\n\n"d",e\r\nf,g\n').lines).toEqual([1, 2, 5, 6])
})

test('a quotation mark that never closes costs its line, not the file', () => {
  const { rows, rejects } = read('a,b,c\n1,"x,2\n3,4,5\n', csv, { columns: 3 })
  expect(rows).toEqual([
    ['a', 'b', 'c'],
    ['1', 'x', '2'],
    ['3', '4', '5'],
  ])
  expect(rejects).toEqual([])
  const worse = read('a,b\n1,"x,2\n3,4\n', csv, { columns: 2 })
  expect(worse.rows).toEqual([
    ['a', 'b'],
    ['3', '4'],
  ])
  expect(worse.rejects).toEqual([{ line: 2, reason: 'unclosed_quote', raw: '1,"x,2' }])
})

test('a writer that doubled no quotation marks is understood where the width says so', () => {
  const { rows } = read('"Table, round 48"","steel",1\n', csv, { columns: 3 })
  expect(rows).toEqual([['Table, round 48"', 'steel', '1']])
})

test('rows and cells beyond the limits are refused, reading goes on, memory stays bounded', () => {
  const limits = { row: 100, cell: 20 }
  const text = `a,b\n${'x'.repeat(500)}\n${'y'.repeat(30)},z\n"${'q'.repeat(30)}",z\nc,d\n`
  for (const size of [1, 7, 64, 1000]) {
    const { rows, lines, rejects } = readInPieces(text, csv, size, limits)
    expect(rows).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(lines).toEqual([1, 5])
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'row_too_long'],
      [3, 'cell_too_long'],
      [4, 'cell_too_long'],
    ])
  }
})

test('thousands of unclosed quotation marks take linear time', () => {
  const text = 'a,b,c\n' + '"x,y\n'.repeat(60_000)
  const started = performance.now()
  const { rejects } = read(text, csv, { columns: 3 })
  expect(rejects.length).toBeGreaterThan(50_000)
  expect(performance.now() - started).toBeLessThan(15_000)
})

function readInPieces(text: string, dialect: Dialect, size: number, limits = { row: 1_000_000, cell: 65_536 }): Tokens {
  const tokenizer = new Tokenizer(dialect, { limits, columns: 2 })
  const all: Tokens = { rows: [], lines: [], raws: [], rejects: [] }
  for (let at = 0; at <= text.length; at += size) {
    const out = tokenizer.push(text.slice(at, at + size), at + size > text.length)
    all.rows.push(...out.rows)
    all.lines.push(...out.lines)
    all.raws.push(...out.raws)
    all.rejects.push(...out.rejects)
  }
  return all
}

const dialects = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', ' ', '||', '\u0001'),
  padded: fc.constant(false),
  quote: fc.constantFrom('"', "'"),
  escape: fc.constantFrom('', '\\', '\0'),
  newline: fc.constantFrom('\n' as const, '\r' as const),
})
const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '中', '😀', ' ', ',', ';', '\t', '|', '"', "'", '\\', '\n', '\r', '1'),
})

/** Writes a table as RFC 4180 asks, in another dialect. */
function write(rows: string[][], { delimiter, quote, escape, newline }: Dialect, end: string): string {
  const special = [delimiter[0], quote, '\n', '\r', escape].filter((part) => part !== '')
  const text = (value: string, alone: boolean) => {
    if (value.trim() !== '' && !special.some((part) => value.includes(part)) && value[0] !== ' ') return value
    if (value === '' && !alone) return value
    const sound = escape === '\\' ? value.replaceAll('\\', '\\\\') : value
    return quote + sound.replaceAll(quote, (escape || quote) + quote) + quote
  }
  const stop = newline === '\r' ? '\r' : end
  return rows.map((row) => row.map((value) => text(value, row.length === 1)).join(delimiter) + stop).join('')
}

test('any table written by the rules reads back identical, in any dialect, cut anywhere', () => {
  const tables = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }))
  fc.assert(
    fc.property(
      tables,
      dialects,
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 40 }),
      (rows, dialect, end, size) => {
        const text = write(rows, dialect, end)
        const whole = read(text, dialect)
        expect(whole.rows).toEqual(rows)
        expect(whole.rejects).toEqual([])
        const { rows: again, lines } = readInPieces(text, dialect, size)
        expect(again).toEqual(rows)
        expect(lines).toEqual(whole.lines)
      },
    ),
    { numRuns: 500 },
  )
})

test('whatever comes in, how it is cut changes nothing', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', '\\', "'"), maxLength: 200 })
  fc.assert(
    fc.property(text, dialects, fc.integer({ min: 1, max: 50 }), (piece, dialect, size) => {
      const limits = { row: 60, cell: 20 }
      const whole = readInPieces(piece, dialect, 1000, limits)
      expect(readInPieces(piece, dialect, size, limits)).toEqual(whole)
    }),
    { numRuns: 1000 },
  )
})
