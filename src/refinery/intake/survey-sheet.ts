import type { Archive } from './archive.ts'

/** Cells that are shown as one, by row and column: rows from 1, columns from 0. */
export type Merge = { top: number; left: number; bottom: number; right: number }

/** What a sheet of a workbook holds, told before it is read. */
export type Survey = { cells: number; merges: Merge[] }

const MERGED = 'mergeCell'
const MOST_MERGES = 10_000
/** A tag is no longer than this. */
const LONGEST_TAG = 500
const VALUE = /<(?:\w+:)?(?:v|is)[ >]/g
const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g

/**
 * Lists the merged cells of a sheet, which stand behind its rows, and counts the cells with a value where that is asked. Reads tags only, a
 * piece at a time; without counting the rows are hardly looked at.
 */
export async function surveySheet(archive: Archive, name: string, { count }: { count: boolean }): Promise<Survey> {
  const survey: Survey = { cells: 0, merges: [] }
  let isBehind = count
  let carry: Buffer = Buffer.alloc(0)
  for await (const chunk of (await archive.read(name)) ?? []) {
    const bytes = Buffer.concat([carry, chunk])
    isBehind ||= bytes.includes(MERGED)
    const cut = isBehind ? bytes.lastIndexOf('<') : Math.max(0, bytes.length - MERGED.length)
    carry = cut < 0 ? Buffer.alloc(0) : bytes.subarray(cut, cut + LONGEST_TAG)
    if (isBehind) take(survey, bytes.toString('latin1', 0, cut < 0 ? bytes.length : cut), count)
  }
  survey.merges.sort((one, other) => one.top - other.top)
  return survey
}

function take(survey: Survey, text: string, count: boolean): void {
  if (count) survey.cells += text.match(VALUE)?.length ?? 0
  if (!text.includes(MERGED)) return
  for (const [, left, top, right, bottom] of text.matchAll(MERGE)) {
    if (survey.merges.length >= MOST_MERGES) return
    const corners = { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) }
    survey.merges.push(corners)
  }
}

/** `AB` → 27. */
export function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
