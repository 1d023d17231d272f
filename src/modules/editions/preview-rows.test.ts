import { expect, test } from 'vitest'
import type { Field, Mapped } from '../../refinery/intake/index.ts'
import { previewRows } from './preview-rows.ts'

function columns(...fields: (Field | null)[]): Mapped[] {
  return fields.map((field, index) => ({
    column: `Column ${index}`,
    index,
    field,
    forbidden: null,
    confidence: 1,
    why: 'its name',
    samples: [],
    group: '',
  }))
}

test('each cell gets what the build would make of it', () => {
  const rows = [['  jane@WORKS.EXAMPLE ', 'blue', 'Widgets Incorporated', '(202) 555-0101', 'US', '']]
  const [{ row }] = previewRows({ columns: columns('email', null, 'company', 'phone', 'country', 'title'), rows })
  expect(row.map(({ field, verdict }) => [field, verdict !== null])).toEqual([
    ['email', true],
    [null, false],
    ['company', true],
    ['phone', true],
    ['country', true],
    ['title', true],
  ])
  expect(row[0]).toMatchObject({ raw: '  jane@WORKS.EXAMPLE ', value: 'jane@works.example' })
  expect(row[1]).toEqual({ column: 'Column 1', field: null, raw: 'blue', value: null, verdict: null, why: [] })
  expect(row[3].value).toBe('+12025550101')
  expect(row[5].verdict).toBe('empty')
})

test('parts of a name are cleaned together and shown apart', () => {
  const [{ row }] = previewRows({
    columns: columns('given_name', 'family_name', 'seen'),
    rows: [['JANE', 'SAMPLE', '2026-01-01']],
  })
  expect(row.map(({ value }) => value)).toEqual(['Jane', 'Sample', '2026-01-01'])
  expect(row[2].verdict).toBeNull()
})

test('a short row and a limit', () => {
  const preview = previewRows({ columns: columns('email', 'title'), rows: [['a@x.example'], ['b@x.example']] }, 1)
  expect(preview).toHaveLength(1)
  expect(preview[0].row[1]).toMatchObject({ raw: '', verdict: 'empty' })
})
