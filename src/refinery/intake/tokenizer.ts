import type { Dialect } from './dialect.ts'
import { createReject, type Reject } from './reject.ts'
import { scanRow, type ScannedRow } from './scan-row.ts'

/** Rows as they stand in the file. The three arrays run in parallel. */
export type Tokens = {
  rows: string[][]
  /** First line of each row, from 1. */
  lines: number[]
  /** Each row's text without its end. */
  raws: string[]
  rejects: Reject[]
}

export type Limits = {
  /** Characters a row may have. */
  row: number
  /** Characters a cell may have. */
  cell: number
}

const defaultLimits: Limits = { row: 1_000_000, cell: 65_536 }

type TokenizerOptions = {
  limits?: Limits
  /** Columns of the table once they are known: then a row that stray quotation marks spoil is read again in other ways. */
  columns?: number
}

/** After so many unclosed quotation marks a quoted cell may no longer span lines: bounds the work of looking for their ends. */
const UNCLOSED_BEFORE_CAUTION = 1000

/** In a line with more quotation marks or text nobody looks for the mark too many. */
const MOST_QUOTES = 60
const MOST_CHARACTERS = 10_000

/** A place in the text: where a row starts, where its first line ends (-1: not yet), whether nothing follows the text. */
type Place = { text: string; at: number; lineEnd: number; last: boolean }

/**
 * Splits text into rows of cells, piece by piece; the result does not depend on where the pieces were cut.
 * RFC 4180, and beyond it what `scanRow` forgives. Blank lines are left out; over-long rows and quotation marks that never close
 * become rejects, and reading goes on with the next line. Memory is bounded by the limits, whatever the file.
 */
export class Tokenizer {
  readonly #dialect: Dialect
  readonly #limits: Limits
  readonly #columns: number | undefined
  #rest = ''
  #line = 1
  #skipping = false
  #unclosed = 0

  constructor(dialect: Dialect, options: TokenizerOptions = {}) {
    this.#dialect = dialect
    this.#limits = options.limits ?? defaultLimits
    this.#columns = options.columns
  }

  /** Adds text and gives the rows that are complete now; `last` says that nothing follows. */
  push(piece: string, last = false): Tokens {
    const text = this.#rest === '' ? piece : this.#rest + piece
    const out: Tokens = { rows: [], lines: [], raws: [], rejects: [] }
    const { quote, newline } = this.#dialect
    let at = 0
    let nextQuote = quote === '' ? -1 : text.indexOf(quote)
    while (at < text.length) {
      if (nextQuote >= 0 && nextQuote < at) nextQuote = text.indexOf(quote, at)
      const lineEnd = text.indexOf(newline, at)
      const end = lineEnd < 0 ? text.length : lineEnd
      if (this.#skipping) {
        at = this.#skip(lineEnd, text.length)
      } else if (nextQuote >= 0 && nextQuote < end) {
        const next = this.#takeQuoted({ text, at, lineEnd, last }, out)
        if (next < 0) break
        at = next
      } else if (lineEnd >= 0 || last) {
        this.#takePlain(text.slice(at, end), out)
        at = end + 1
      } else if (end - at > this.#limits.row) {
        this.#refuse('row_too_long', text.slice(at, end), out)
        this.#skipping = true
        at = end
      } else break
    }
    this.#rest = at < text.length ? text.slice(at) : ''
    return out
  }

  /** Passes over the rest of a line that was refused. */
  #skip(lineEnd: number, length: number): number {
    if (lineEnd < 0) return length
    this.#skipping = false
    this.#line++
    return lineEnd + 1
  }

  /** A line without any quotation mark. */
  #takePlain(line: string, out: Tokens): void {
    const raw = this.#withoutReturn(line)
    if (raw.length > this.#limits.row) this.#refuse('row_too_long', raw, out)
    else this.#take(this.#split(raw), raw, out)
    this.#line++
  }

  /** A row with a quotation mark in its first line. Gives where the next row starts, or -1 when its end is not there yet. */
  #takeQuoted(place: Place, out: Tokens): number {
    const { text, at, lineEnd, last } = place
    const oneLine = this.#unclosed >= UNCLOSED_BEFORE_CAUTION
    const row = scanRow(text, at, { dialect: this.#dialect, last, reach: this.#limits.cell, oneLine })
    const tooLong = (end: number) => end - at > this.#limits.row
    if (typeof row === 'object' && !tooLong(row.end)) return this.#takeScanned(place, row, out)
    if ((row === 'more' || (lineEnd < 0 && !last)) && !tooLong(text.length)) return -1
    const end = lineEnd < 0 ? text.length : lineEnd
    const raw = this.#withoutReturn(text.slice(at, end))
    if (tooLong(end)) this.#refuse('row_too_long', raw, out)
    else this.#takeUnclosed(raw, out)
    if (lineEnd < 0 && !last) this.#skipping = true
    else this.#line++
    return end + 1
  }

  #takeScanned({ text, at, lineEnd }: Place, row: ScannedRow, out: Tokens): number {
    if (row.strays && row.cells.length !== this.#columns) {
      const end = lineEnd < 0 ? text.length : lineEnd
      const line = this.#withoutReturn(text.slice(at, end))
      const cells = this.#rescan(line)
      if (cells) {
        this.#take(cells, line, out)
        this.#line++
        return end + 1
      }
    }
    const raw = text.slice(at, row.end)
    this.#take(row.cells, raw, out)
    this.#line += 1 + (lineEnd >= 0 && lineEnd < row.end ? countOf(this.#dialect.newline, raw) : 0)
    return row.next
  }

  /** A line in which a cell opens that never closes. */
  #takeUnclosed(raw: string, out: Tokens): void {
    this.#unclosed++
    const cells = this.#rescan(raw)
    if (cells) this.#take(cells, raw, out)
    else this.#refuse(raw.length > this.#limits.cell ? 'cell_too_long' : 'unclosed_quote', raw, out)
  }

  /** Reads a line with stray quotation marks in the other ways it may be meant; null unless one gives the table's width. */
  #rescan(line: string): string[] | null {
    if (this.#columns === undefined || line.length > this.#limits.cell) return null
    const undoubled = this.#scanLine(line, true)
    if (undoubled) return undoubled.cells
    const plain = this.#split(line)
    return (
      this.#withoutOneQuote(line) ?? (plain.length === this.#columns ? plain.map((cell) => this.#unquote(cell)) : null)
    )
  }

  #scanLine(line: string, undoubled: boolean): ScannedRow | null {
    const row = scanRow(line, 0, { dialect: this.#dialect, last: true, reach: line.length, undoubled })
    return typeof row === 'object' && row.cells.length === this.#columns && row.end === line.length ? row : null
  }

  /** The row that the line gives without one of its quotation marks, if only one row can be had in this way. */
  #withoutOneQuote(line: string): string[] | null {
    const { quote } = this.#dialect
    if (line.length > MOST_CHARACTERS || countOf(quote, line) > MOST_QUOTES) return null
    const found = new Map<string, string[]>()
    for (let at = line.indexOf(quote); at >= 0; at = line.indexOf(quote, at + 1)) {
      const row = this.#scanLine(line.slice(0, at) + line.slice(at + 1), false)
      if (row && !row.strays) found.set(row.cells.join('\u0000'), row.cells)
    }
    return found.size === 1 ? [...found.values()][0] : null
  }

  #take(cells: string[], raw: string, out: Tokens): void {
    if (cells.length === 1 && raw.trim() === '') return
    if (raw.length > this.#limits.cell && cells.some((cell) => cell.length > this.#limits.cell)) {
      this.#refuse('cell_too_long', raw, out)
      return
    }
    out.rows.push(cells)
    out.lines.push(this.#line)
    out.raws.push(raw)
  }

  #refuse(reason: Reject['reason'], raw: string, out: Tokens): void {
    out.rejects.push(createReject(this.#line, reason, raw))
  }

  #split(raw: string): string[] {
    const cells = raw.split(this.#dialect.delimiter)
    return this.#dialect.padded ? cells.map((cell) => cell.trimStart()) : cells
  }

  #withoutReturn(line: string): string {
    return this.#dialect.newline === '\n' && line.endsWith('\r') ? line.slice(0, -1) : line
  }

  #unquote(cell: string): string {
    const { quote } = this.#dialect
    return cell.length > 1 && cell.startsWith(quote) && cell.endsWith(quote) ? cell.slice(1, -1) : cell
  }
}

function countOf(char: string, text: string): number {
  let count = 0
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) count++
  return count
}
