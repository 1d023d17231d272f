import { expect, test } from 'vitest'
import { bringToDate } from './bring-to-date.ts'

const row = {
  id: 'c0000000001', name: 'Mara Lindqvist', level: 'director', function: 'sales', confidence: 900,
  confidence_name: 960, confidence_title: 800, confidence_company: 840, confidence_email: 700, confidence_address: null,
} // prettier-ignore

test('what hangs on the position grows old, the name does not, and the whole follows', () => {
  const later = bringToDate(row, Math.round(6.1 * 365.25))
  expect(later).toMatchObject({ confidence_name: 960, confidence_company: 420, confidence_email: 350, confidence: 690 })
  expect(later['confidence_title']).toBeLessThan(400)
  expect(later['confidence_address']).toBe(null)
})

test('nothing else changes, and nothing before the edition’s date', () => {
  expect(bringToDate(row, 0)).toBe(row)
  expect(bringToDate(row, -10)).toBe(row)
  const { id, name } = bringToDate(row, 500)
  expect({ id, name }).toEqual({ id: row.id, name: row.name })
  expect(bringToDate({ id: 'c1', confidence: 500 }, 500)).toEqual({ id: 'c1', confidence: 500 })
})
