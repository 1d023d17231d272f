import { cellKind, isStrictKind, type CellKind } from './cell-kind.ts'

/** Where in a file the table is. */
export type Layout = {
  /** Names as the header gives them, its rows joined by a space; `column1…` where there is no name. */
  columns: string[]
  /** Rows before the first row of data: preamble and header. */
  skip: number
  /** Header rows among them. */
  headerRows: number
}

type Profile = { kinds: Set<CellKind>; strict: CellKind | null; values: Set<string> }

/** How many rows are looked at. */
const ENOUGH_ROWS = 300
/** Share of rows that must be wider than the header for its width not to count. */
const WIDER = 0.7
/** Rows of a preamble at most, and how full they may be beside the header. */
const MOST_PREAMBLE = 20
const SPARSE = 0.6

/**
 * Finds preamble, header and columns in the first rows of a file. What comes before the first well-filled row of about the commonest
 * width is preamble; a header is a row whose cells do not look like what stands below them; further rows like it belong to it.
 * The header's width is the table's, unless most rows agree on more; without a header it is the commonest.
 */
export function findLayout(all: string[][], isKnownName: (cell: string) => boolean): Layout {
  const rows = all.slice(0, ENOUGH_ROWS)
  const commonest = commonestWidth(rows)
  const start = belowSparse(rows, findStart(rows, commonest.width), isKnownName)
  const body = rows.slice(start)
  const first = body[0]
  if (!first) return { columns: [], skip: all.length, headerRows: 0 }
  const headerRows = countHeaderRows(body, commonest.width, isKnownName)
  const isWider =
    commonest.width > first.length &&
    commonest.share >= WIDER &&
    body.some((row) => countFilled(row.slice(first.length)) > 0)
  const width = headerRows === 0 || isWider ? commonest.width : first.length
  const columns = Array.from({ length: width }, (_, column) => {
    const names = body.slice(0, headerRows).map((row) => (row[column] ?? '').trim())
    return names.filter((name) => name !== '').join(' ') || `column${column + 1}`
  })
  return { columns, skip: start + headerRows, headerRows }
}

/** The commonest number of cells, of equals the larger, and its share of the rows. */
function commonestWidth(rows: string[][]): { width: number; share: number } {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  let best = 0
  for (const [width, count] of counts) {
    const most = counts.get(best) ?? 0
    if (count > most || (count === most && width > best)) best = width
  }
  return { width: best, share: (counts.get(best) ?? 0) / Math.max(1, rows.length) }
}

function findStart(rows: string[][], width: number): number {
  const filled = rows.filter((row) => row.length === width).map(countFilled)
  const usual = filled.toSorted((a, b) => a - b)[filled.length >> 1] ?? 0
  const enough = width === 1 ? 1 : Math.max(2, usual * 0.5)
  const start = rows.findIndex(
    (row) => row.length >= Math.min(width, 2) && countFilled(row) >= enough && row.length >= width * 0.6,
  )
  return Math.max(0, start)
}

/** A row of names of columns below rows that are filled less is the header: what stands above, `As of` and a date, is preamble too. */
function belowSparse(rows: string[][], start: number, isKnownName: (cell: string) => boolean): number {
  const found = rows.slice(start, start + MOST_PREAMBLE).findIndex((row) => {
    const filled = row.filter((cell) => cell.trim() !== '')
    return filled.length >= 3 && filled.filter((cell) => isKnownName(cell.trim())).length >= filled.length * 0.6
  })
  if (found <= 0) return start
  const most = Math.max(...rows.slice(start, start + found).map(countFilled))
  return most <= countFilled(rows[start + found]) * SPARSE ? start + found : start
}

function countFilled(row: string[]): number {
  return row.filter((cell) => cell.trim() !== '').length
}

function countHeaderRows(body: string[][], width: number, isKnownName: (cell: string) => boolean): number {
  const first = body[0]
  const profiles = profileColumns(
    body.slice(1).filter((row) => !repeats(row, first)),
    width,
  )
  if (!isHeader(first, profiles, isKnownName)) return 0
  let count = 1
  while (
    count < Math.min(body.length, 4) &&
    continuesHeader(body[count], first, profileColumns(body.slice(count + 1), width))
  )
    count++
  return count
}

function profileColumns(rows: string[][], width: number): Profile[] {
  return Array.from({ length: width }, (_, column) => {
    const counts = new Map<CellKind, number>()
    const values = new Set<string>()
    let all = 0
    for (const row of rows) {
      const cell = row[column] ?? ''
      const kind = cellKind(cell)
      if (kind === 'empty') continue
      all++
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      values.add(cell.trim())
    }
    const strict = [...counts].find(([kind, count]) => isStrictKind(kind) && count >= all * 0.8)?.[0] ?? null
    return { kinds: new Set(counts.keys()), strict, values }
  })
}

function isHeader(row: string[], profiles: Profile[], isKnownName: (cell: string) => boolean): boolean {
  let score = 0
  const seen = new Set<string>()
  for (const [column, cell] of row.entries()) {
    const text = cell.trim()
    const kind = cellKind(text)
    if (kind === 'empty') continue
    if (isKnownName(text)) score += profiles[column]?.values.has(text) ? -1 : 1.5
    else if (kind === 'email' || kind === 'url' || kind === 'date' || kind === 'phone' || kind === 'time') score -= 3
    else if (kind === 'number') score -= 1
    else score += scoreAgainst(kind, text, profiles[column])
    if (seen.has(text)) score -= 0.5
    seen.add(text)
    if (text.length > 80) score -= 2
  }
  return score >= 0
}

function scoreAgainst(kind: CellKind, text: string, profile: Profile | undefined): number {
  if (!profile || profile.kinds.size === 0) return 0
  if (profile.strict) return profile.strict === kind ? -1 : 1
  return profile.values.has(text) ? -1 : 0.1
}

/** Another row of the header: it repeats the first, or stands as words over columns that hold something else, or of which the first said all. */
function continuesHeader(row: string[], first: string[], below: Profile[]): boolean {
  if (repeats(row, first)) return true
  const strict = below.flatMap((profile, column) => (profile.strict === null ? [] : [column]))
  const named = strict.filter((column) => (row[column] ?? '').trim() !== '')
  const isSaid = (column: number) => named.includes(column) || (first[column] ?? '').trim() !== ''
  return (
    named.length >= 2 && strict.every(isSaid) && named.every((column) => !isStrictKind(cellKind(row[column] ?? '')))
  )
}

/** Whether most cells of a row are those of the first: files glued together repeat the header, now and then with a number of its own. */
function repeats(row: string[], first: string[]): boolean {
  const same = row.filter(
    (cell, column) => cell.trim() !== '' && cell.trim().toLowerCase() === first[column]?.trim().toLowerCase(),
  )
  return same.length >= Math.max(1, countFilled(first) * 0.6)
}
