import type { Dialect } from './dialect.ts'

/** One row as read with quoting. */
export type ScannedRow = {
  cells: string[]
  /** Which cells were quoted. */
  quoted: boolean[]
  /** Where the row's text ends. */
  end: number
  /** Where the next row starts. */
  next: number
  /** A quotation mark stands inside a quoted cell and closes nothing. */
  strays: boolean
}

type ScanOptions = {
  dialect: Dialect
  /** Nothing follows the text. */
  last: boolean
  /** How far from its opening a quotation mark may close. */
  reach: number
  /** A quoted cell ends with its line. */
  oneLine?: boolean
  /** Two quotation marks before a delimiter are one of the content and the closing one: for rows whose writer doubled none. */
  undoubled?: boolean
}

type Close = { quote: number; stop: number; strays: boolean } | 'more' | 'unclosed'

/**
 * Reads the row that starts at `at`. A quotation mark opens a cell only at its start and closes it only before a delimiter or the
 * row's end (spaces between are passed over). `more`: the text ends before the row; `unclosed`: a quotation mark never closes within reach.
 */
export function scanRow(text: string, at: number, options: ScanOptions): ScannedRow | 'more' | 'unclosed' {
  const { delimiter, padded, quote } = options.dialect
  const row: ScannedRow = { cells: [], quoted: [], end: 0, next: 0, strays: false }
  let pos = at
  for (;;) {
    if (padded) while (text[pos] === ' ') pos++
    const opens = quote !== '' && text.startsWith(quote, pos)
    let stop: number
    if (opens) {
      const close = findClose(text, pos + 1, options)
      if (typeof close === 'string') return close
      row.cells.push(unescapeCell(text.slice(pos + 1, close.quote), options))
      row.strays ||= close.strays
      stop = close.stop
    } else {
      const found = findStop(text, pos, options.dialect)
      if (found < 0 && !options.last) return 'more'
      stop = found < 0 ? text.length : found
      row.cells.push(text.slice(pos, stop))
    }
    row.quoted.push(opens)
    if (!text.startsWith(delimiter, stop)) return endRow(text, stop, row, options.dialect)
    pos = stop + delimiter.length
  }
}

function endRow(text: string, stop: number, row: ScannedRow, { newline }: Dialect): ScannedRow {
  row.end = stop
  row.next = stop + 1
  if (newline === '\r') return row
  if (text[stop] === '\r') {
    row.next = stop + 2
    return row
  }
  // An unquoted last cell was cut at the LF and still has the CR before it.
  const tail = row.cells.length - 1
  if (!row.quoted[tail] && row.cells[tail].endsWith('\r')) {
    row.cells[tail] = row.cells[tail].slice(0, -1)
    row.end = stop - 1
  }
  return row
}

/** Next delimiter or row end from `pos`, or -1. */
function findStop(text: string, pos: number, { delimiter, newline }: Dialect): number {
  const first = delimiter.charCodeAt(0)
  const end = newline.charCodeAt(0)
  for (let i = pos; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === end || (code === first && (delimiter.length === 1 || text.startsWith(delimiter, i)))) return i
  }
  return -1
}

/** The closing quotation mark of a cell whose content starts at `from`, and where the cell's delimiter or row end is. */
function findClose(text: string, from: number, options: ScanOptions): Close {
  const { dialect, last, undoubled } = options
  const { quote, escape } = dialect
  const limit = options.oneLine ? lineEndFrom(text, from, dialect.newline) : from + options.reach
  let strays = false
  let scan = from
  for (;;) {
    const at = text.indexOf(quote, scan)
    if (at < 0 || at > limit) return at < 0 && !last && text.length <= limit ? 'more' : 'unclosed'
    if (escape !== '' && countBefore(text, at, from, escape) % 2 === 1) {
      scan = at + 1
      continue
    }
    const doubled = text.startsWith(quote, at + 1)
    const closing = doubled && undoubled ? at + 1 : at
    const stop = stopAfter(text, closing + 1, options)
    if (stop === 'more') return 'more'
    if (stop >= 0) return { quote: closing, stop, strays }
    if (!doubled) strays = true
    scan = at + (doubled ? 2 : 1)
  }
}

/** Where the cell ends if a closing quotation mark stands before `pos`; -1 if what follows says that it does not close. */
function stopAfter(text: string, pos: number, { dialect, last }: ScanOptions): number | 'more' {
  const { delimiter, newline } = dialect
  for (let at = pos; ; at++) {
    if (at >= text.length) return last ? text.length : 'more'
    if (text.startsWith(delimiter, at) || text[at] === newline) return at
    if (!last && delimiter.startsWith(text.slice(at, at + delimiter.length))) return 'more'
    if (newline === '\n' && text[at] === '\r') {
      if (at + 1 >= text.length) return last ? at : 'more'
      if (text[at + 1] === '\n') return at
    }
    if (text[at] !== ' ') return -1
  }
}

function unescapeCell(content: string, { dialect: { quote, escape }, undoubled }: ScanOptions): string {
  if (!content.includes(quote) && (escape === '' || !content.includes(escape))) return content
  if (undoubled) return content
  if (escape === '') return content.replaceAll(quote + quote, quote)
  let out = ''
  for (let i = 0; i < content.length; i++) {
    const char = content[i]
    const next = content[i + 1]
    const special = (char === escape && (next === quote || next === escape)) || (char === quote && next === quote)
    out += special ? next : char
    if (special) i++
  }
  return out
}

function countBefore(text: string, at: number, from: number, char: string): number {
  let count = 0
  while (at - 1 - count >= from && text[at - 1 - count] === char) count++
  return count
}

function lineEndFrom(text: string, from: number, newline: string): number {
  const at = text.indexOf(newline, from)
  return at < 0 ? text.length : at
}
