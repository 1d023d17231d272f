import { expect, test } from 'vitest'
import type { Dialect } from './dialect.ts'
import { createRowFitter } from './row-fitter.ts'
import { Tokenizer } from './tokenizer.ts'

const csv: Dialect = { delimiter: ',', padded: false, quote: '"', escape: '', newline: '\n' }
const columns = ['Name', 'Company', 'Title', 'E-mail', 'Phone']

/** Reads rows under a header that is known, the sound ones among them as the sample. */
function fit(lines: string[]) {
  const tokens = new Tokenizer(csv, { columns: columns.length }).push(lines.join('\n'), true)
  const layout = { columns, skip: 0, headerRows: 1 }
  return createRowFitter({ layout, dialect: csv, sampleRaws: sound }, 'append')(tokens)
}

const sound = Array.from({ length: 8 }, (_, i) => `Ann Lee ${'abcdefgh'[i]},Acme,CEO,ann${i}@acme.example,555-010${i}`)
const bob = ['Bob Ray', 'Globex, Inc.', 'CEO', 'bob@globex.example', '555-0111']

const spoiled: [string, string, string[][]][] = [
  ['an unquoted comma', 'Bob Ray,Globex, Inc.,CEO,bob@globex.example,555-0111', [bob]],
  ['a stray quotation mark at the start of a cell', 'Bob Ray,"Globex, Inc.","CEO,bob@globex.example,555-0111', [bob]],
  [
    'no doubling of quotation marks',
    'Bob Ray,"Globex, "Inc."",CEO,bob@globex.example,555-0111',
    [bob.with(1, 'Globex, "Inc."')],
  ],
  ['another quotation mark', "Bob Ray,'Globex, Inc.',CEO,bob@globex.example,555-0111", [bob]],
  ['another delimiter', 'Bob Ray;Globex, Inc.;CEO;bob@globex.example;555-0111', [bob]],
  ['a delimiter too many', 'Bob Ray,"Globex, Inc.",CEO,,bob@globex.example,555-0111', [bob]],
  ['a delimiter too many at its end', 'Bob Ray,"Globex, Inc.",CEO,bob@globex.example,555-0111,', [bob]],
  ['missing cells at its end', 'Bob Ray,"Globex, Inc.",CEO', [bob.with(3, '').with(4, '')]],
  [
    'another row end',
    'Bob Ray,"Globex, Inc.",CEO,bob@globex.example,555-0111\rCid Vane,Acme,CEO,cid@acme.example,555-0112',
    [bob, ['Cid Vane', 'Acme', 'CEO', 'cid@acme.example', '555-0112']],
  ],
]

test.each(spoiled)('mends a row with %s, and no other', (_, row, want) => {
  const { rows, rejects } = fit([...sound.slice(0, 5), row, ...sound.slice(5)])
  const whole = sound.map((line) => line.split(','))
  expect(rows).toEqual([...whole.slice(0, 5), ...want, ...whole.slice(5)])
  expect(rejects).toEqual([])
})

test('refuses a row that may be mended in several ways', () => {
  const raw = 'Cid,Vane,Globex,CEO,cid@globex.example,555-0112'
  expect(fit([...sound, raw]).rejects).toEqual([{ line: 9, reason: 'ragged_row', raw }])
})
