import type { CleanedByKind } from '../cleaned.ts'
import { settle } from '../settle.ts'
import bands from './bands.json' with { type: 'json' }
import { judgeSize, readSize } from './judge-size.ts'
import { readRange, type Range } from './read-range.ts'
import words from './size-words.json' with { type: 'json' }

type CleanedEmployees = CleanedByKind['employees']

/** No company employs more. */
const MOST = 5_000_000
const ALONE = new Set(words.alone)

/**
 * How many people a company employs: `51-200`, `~250`, `10k+`, `1.001–5.000 Mitarbeiter`. `value` is the number, the range (`51-200`) or
 * what it is at least (`10001+`); `band` is one of the usual nine. Total and linear.
 */
export function cleanEmployees(raw: string): CleanedEmployees {
  return settle(raw, cleanOnce, nothing)
}

function cleanOnce(raw: string): CleanedEmployees {
  const range = readSize(raw, readPeople)
  if (range === '' || range === 'placeholder') return { ...nothing(raw), why: range === '' ? [] : [range] }
  if (typeof range === 'string') return { ...nothing(raw), verdict: 'invalid', why: [range] }
  return (
    judgeSize(raw, range, { most: MOST, least: 1, bands: bands.employees }) ?? {
      ...nothing(raw),
      verdict: 'invalid',
      why: ['too_many'],
    }
  )
}

function readPeople(text: string): Range | null {
  if (ALONE.has(text.toLowerCase())) return { min: 1, max: 1, single: true, currency: null, why: ['one_person'] }
  const meant = undoDate(text)
  const range = readRange(meant ?? text)
  if (range === null || range.currency !== null) return null
  return meant === null ? range : { ...range, why: ['spreadsheet_date', ...range.why] }
}

/** Spreadsheets take `2-10` for the tenth of February and `11-50` for November 1950. */
function undoDate(text: string): string | null {
  const [, day, month] = /^(\d{1,2})-([a-z]{3})$/i.exec(text) ?? []
  const [, name, year] = /^([a-z]{3})-(\d{2})$/i.exec(text) ?? []
  const number = words.months.indexOf((month ?? name ?? '').toLowerCase()) + 1
  return number === 0 ? null : `${number}-${day ?? year}`
}

function nothing(raw: string): CleanedEmployees {
  return { input: raw, value: null, verdict: 'empty', confidence: 0, why: [], low: null, high: null, band: null }
}
