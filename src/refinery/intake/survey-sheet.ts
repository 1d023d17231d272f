import type { Archive } from './archive.ts'

/** Cells that are shown as one, by row and column: rows from 1, columns from 0. */
export type Merge = { top: number; left: number; bottom: number; right: number }

/** What a sheet of a workbook holds, told before it is read. */
export type Survey = { cells: number; merges: Merge[] }

const MOST_MERGES = 10_000
/** A tag is no longer than this. */
const LONGEST_TAG = 500
const VALUE = /<(?:\w+:)?(?:v|is)[ >]/g
const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g

/** Counts the cells with a value and lists the merged ones, which stand behind the rows. Reads tags only, a piece at a time. */
export async function surveySheet(archive: Archive, name: string): Promise<Survey> {
  const survey: Survey = { cells: 0, merges: [] }
  let carry = ''
  for await (const chunk of (await archive.read(name)) ?? []) {
    const text = carry + chunk.toString('latin1')
    const cut = text.lastIndexOf('<')
    const whole = cut < 0 ? text : text.slice(0, cut)
    carry = cut < 0 ? '' : text.slice(cut, cut + LONGEST_TAG)
    survey.cells += whole.match(VALUE)?.length ?? 0
    if (!whole.includes('mergeCell')) continue
    for (const [, left, top, right, bottom] of whole.matchAll(MERGE)) {
      if (survey.merges.length >= MOST_MERGES) break
      const corners = { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) }
      survey.merges.push(corners)
    }
  }
  survey.merges.sort((one, other) => one.top - other.top)
  return survey
}

/** `AB` → 27. */
export function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
