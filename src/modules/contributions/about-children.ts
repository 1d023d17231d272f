import type { Mapped, RowJudge } from '../../refinery/intake/index.ts'
import words from './child-words.json' with { type: 'json' }

const headers = new Set(words.headers)
const people = words.people.toSorted((a, b) => b.length - a.length)
const joining = new Set(words.joining)
const filling = new Set(words.filling)

/** Years at which somebody is of age. */
const OF_AGE = 18

/**
 * The columns of a file by which it is about children: such a file is not taken at all. "Children" is not among them: contact
 * programs have a column of this name for everybody's own, which is dropped as family is.
 */
export function findChildColumns(columns: readonly string[]): string[] {
  return columns.filter((column) => headers.has(plainOf(column)))
}

/**
 * Refuses rows that speak of somebody who is not of age on a day (ISO date), by title, organisation, date of birth or age, and
 * rows that name nobody. Who may be younger, for all that the row says, counts as younger.
 */
export function judgeRows(day: string): RowJudge {
  return (columns) => {
    const held = (fields: readonly string[]) => indexesOf(columns, ({ field }) => fields.includes(field ?? ''))
    const texts = held(['title', 'company', 'unit'])
    const names = held(['full_name', 'given_name', 'family_name', 'email'])
    const births = indexesOf(columns, ({ forbidden }) => forbidden === 'birth date')
    const ages = indexesOf(columns, ({ forbidden }) => forbidden === 'age')
    return (row) => {
      const cells = (indexes: number[]) => indexes.map((index) => row[index]?.trim() ?? '')
      const child =
        cells(texts).some(saysChild) ||
        cells(births).some((cell) => isBornTooLate(cell, day)) ||
        cells(ages).some(isTooYoung)
      if (child) return 'child'
      return cells(names).every((cell) => cell === '') ? 'no_person' : null
    }
  }
}

function indexesOf(columns: readonly Mapped[], which: (column: Mapped) => boolean): number[] {
  return columns.filter(which).map(({ index }) => index)
}

/** Whether a title or an organisation is what somebody is who goes to school: "Pupil, grade 5", not "Pupil Services Director". */
function saysChild(cell: string): boolean {
  if (cell === '' || cell.length > 200) return false
  const parts = plainOf(cell)
    .split(' ')
    .filter((part) => !filling.has(part) && !/^\d+(st|nd|rd|th)?$/.test(part))
  const text = parts.join(' ')
  return people.some(
    (word) =>
      text === word || (text.startsWith(`${word} `) && joining.has(text.slice(word.length + 1).split(' ')[0] ?? '')),
  )
}

/** Whether an age, a span of ages or words about one may be less than of age: "17", "15.0", "17 years", "13-17", "under 18". */
function isTooYoung(cell: string): boolean {
  if (cell.length > 40) return false
  if (/\b(minor|under ?age|unter|menor|mineur|minorenne)\b/i.test(cell) && !/\d/.test(cell)) return true
  const [first] = /\d{1,3}(?:[.,]\d+)?/.exec(cell) ?? []
  if (first === undefined) return false
  const years = Number(first.replace(',', '.'))
  const isBelow =
    /^\s*(<|≤|u\s?-?(?=\d)|under|below|up to|unter|bis|moins de|menos de|meno di|onder)/i.test(cell) ||
    /\d\s*(and|or|&)\s*(under|younger|below)\b/i.test(cell)
  return isBelow ? years <= OF_AGE : years < OF_AGE
}

/** Days between the day that spreadsheets count from (1899-12-30) and 1970-01-01. */
const SHEET_EPOCH = 25_569

/** Whether somebody born then may be younger than of age on a day. What is no date says nothing. */
function isBornTooLate(cell: string, day: string): boolean {
  const date = dateOf(cell)
  if (date !== null) return `${Number(date.slice(0, 4)) + OF_AGE}${date.slice(4)}` > day
  const year = yearOf(cell, Number(day.slice(0, 4)))
  return year !== null && year + OF_AGE >= Number(day.slice(0, 4))
}

/** The date (ISO) in a cell that can be read in one way: `2015-01-02`, `20150102`, or a day as spreadsheets number it. */
function dateOf(cell: string): string | null {
  const [, year, month = '', date = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)/.exec(cell) ??
    /^((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|$)/.exec(cell) ??
    []
  if (year !== undefined) return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const [, number] = /^(\d{5})(?:\.\d+)?$/.exec(cell) ?? []
  return number === undefined ? null : new Date((Number(number) - SHEET_EPOCH) * 86_400_000).toISOString().slice(0, 10)
}

/** The year in a date, of four digits or, at its end, of two. */
function yearOf(cell: string, now: number): number | null {
  const whole = /(?:^|\D|^\d{4})((?:19|20)\d{2})(?:\D|$)/.exec(cell)?.[1]
  if (whole) return Number(whole)
  const [, short] =
    /^\d{1,2}(?:st|nd|rd|th)?[\s./-]*(?:\d{1,2}|\p{L}{3,9}\.?)[\s./,-]*'?(\d{2})$/u.exec(cell) ??
    /^\p{L}{3,9}\.?[\s-]*\d{1,2}(?:st|nd|rd|th)?[\s,-]+'?(\d{2})$/u.exec(cell) ??
    []
  if (!short) return null
  const recent = Math.floor(now / 100) * 100 + Number(short)
  return recent > now ? recent - 100 : recent
}

/** A text for comparing: lower case, without accents, words with one space between. */
function plainOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
