import type { Dialect } from './dialect.ts'
import { createReject, type Reject } from './reject.ts'

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

export const defaultLimits: Limits = { row: 1_000_000, cell: 65_536 }

type TokenizerOptions = {
  limits?: Limits
  /** Columns of the table once they are known: then a row that stray quotation marks spoil is read again without quoting. */
  columns?: number
}

/** After so many unclosed quotation marks a quoted cell may no longer span lines: bounds the work of looking for their ends. */
const UNCLOSED_BEFORE_CAUTION = 1000

/** Where a row read with quoting ends, or why it does not. */
type Scan = { cells: string[]; end: number; next: number } | 'more' | 'unclosed'

/**
 * Splits text into rows of cells, piece by piece; the result does not depend on where the pieces were cut.
 * RFC 4180, and beyond it: a quotation mark opens a cell only at its start and closes it only before a delimiter or the
 * row's end (`'Men's boots'`); blank lines are left out; over-long rows and quotation marks that never close become
 * rejects, and reading goes on with the next line. Memory is bounded by the limits, whatever the file.
 */
export class Tokenizer {
  readonly #dialect: Dialect
  readonly #limits: Limits
  readonly #columns: number | undefined
  #rest = ''
  #line = 1
  #skipping = false
  #unclosed = 0
  /** The row being read has a quotation mark inside a quoted cell that closes nothing. */
  #strays = false

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
      const newlineAt = text.indexOf(newline, at)
      const complete = newlineAt >= 0 || last
      const end = newlineAt >= 0 ? newlineAt : text.length
      if (this.#skipping) {
        at = this.#skip(newlineAt, text.length)
      } else if (nextQuote >= 0 && nextQuote < end) {
        const next = this.#takeQuoted({ text, at, lineEnd: newlineAt, last }, out)
        if (next < 0) break
        at = next
      } else if (complete) {
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
  #skip(newlineAt: number, length: number): number {
    if (newlineAt < 0) return length
    this.#skipping = false
    this.#line++
    return newlineAt + 1
  }

  /** A line without any quotation mark. */
  #takePlain(line: string, out: Tokens): void {
    const raw = this.#withoutReturn(line)
    if (raw.length > this.#limits.row) this.#refuse('row_too_long', raw, out)
    else this.#take(this.#split(raw), raw, out)
    this.#line++
  }

  /** A row with a quotation mark in its first line. Gives where the next row starts, or -1 when its end is not there yet. */
  #takeQuoted(row: { text: string; at: number; lineEnd: number; last: boolean }, out: Tokens): number {
    const { text, at, lineEnd, last } = row
    const scan = this.#scan(text, at, last)
    const tooLong = (end: number) => end - at > this.#limits.row
    if (typeof scan === 'object' && !tooLong(scan.end)) return this.#takeScanned(row, scan, out)
    if ((scan === 'more' || (lineEnd < 0 && !last)) && !tooLong(text.length)) return -1
    const end = lineEnd < 0 ? text.length : lineEnd
    const raw = this.#withoutReturn(text.slice(at, end))
    if (tooLong(end)) this.#refuse('row_too_long', raw, out)
    else this.#takeUnclosed(raw, out)
    if (lineEnd < 0 && !last) this.#skipping = true
    else this.#line++
    return end + 1
  }

  #takeScanned(
    { text, at, lineEnd }: { text: string; at: number; lineEnd: number },
    scan: { cells: string[]; end: number; next: number },
    out: Tokens,
  ): number {
    // A row of the wrong width whose quotation marks, read as ordinary characters, give the right one: they were that.
    if (this.#strays && this.#columns !== undefined && scan.cells.length !== this.#columns) {
      const raw = this.#withoutReturn(text.slice(at, lineEnd < 0 ? text.length : lineEnd))
      const plain = raw.length <= this.#limits.row ? this.#split(raw) : []
      if (plain.length === this.#columns) {
        this.#take(
          plain.map((cell) => this.#unquote(cell)),
          raw,
          out,
        )
        this.#line++
        return lineEnd < 0 ? text.length : lineEnd + 1
      }
    }
    const raw = text.slice(at, scan.end)
    this.#take(scan.cells, raw, out)
    this.#line += 1 + (lineEnd >= 0 && lineEnd < scan.end ? countOf(this.#dialect.newline, raw) : 0)
    return scan.next
  }

  /** A line in which a cell opens that never closes. */
  #takeUnclosed(raw: string, out: Tokens): void {
    this.#unclosed++
    const plain = this.#split(raw)
    if (plain.length === this.#columns)
      this.#take(
        plain.map((cell) => this.#unquote(cell)),
        raw,
        out,
      )
    else this.#refuse(raw.length > this.#limits.cell ? 'cell_too_long' : 'unclosed_quote', raw, out)
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

  /** Reads one row with quoting from `at`. 'more': its end is not in the text yet; 'unclosed': it has none within the limits. */
  #scan(text: string, at: number, last: boolean): Scan {
    const { delimiter, padded, quote } = this.#dialect
    const cells: string[] = []
    this.#strays = false
    let pos = at
    for (;;) {
      if (padded) while (text[pos] === ' ') pos++
      let stop: number
      if (text.startsWith(quote, pos)) {
        const close = this.#findClose(text, pos + 1, last)
        if (close === 'more' || close === 'unclosed') return close
        cells.push(this.#unescape(text.slice(pos + 1, close.quote)))
        stop = close.stop
      } else {
        stop = this.#findStop(text, pos)
        if (stop < 0 && !last) return 'more'
        if (stop < 0) stop = text.length
        cells.push(text.slice(pos, stop))
      }
      if (text.startsWith(delimiter, stop)) pos = stop + delimiter.length
      else return this.#endRow(text, cells, stop)
    }
  }

  #endRow(text: string, cells: string[], stop: number): Scan {
    if (this.#dialect.newline === '\r') return { cells, end: stop, next: stop + 1 }
    if (text[stop] === '\r') return { cells, end: stop, next: stop + 2 }
    // An unquoted last cell was cut at the LF and still has the CR before it.
    const tail = cells.length - 1
    const returned = text[stop - 1] === '\r' && cells[tail]?.endsWith('\r') === true
    if (returned) cells[tail] = cells[tail]!.slice(0, -1)
    return { cells, end: returned ? stop - 1 : stop, next: stop + 1 }
  }

  /** Next delimiter or row end from `pos`, or -1. */
  #findStop(text: string, pos: number): number {
    const { delimiter, newline } = this.#dialect
    const first = delimiter.charCodeAt(0)
    const end = newline.charCodeAt(0)
    for (let i = pos; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === end || (code === first && (delimiter.length === 1 || text.startsWith(delimiter, i)))) return i
    }
    return -1
  }

  /** The closing quotation mark of a cell whose content starts at `from`, and where the cell's delimiter or row end is. */
  #findClose(text: string, from: number, last: boolean): { quote: number; stop: number } | 'more' | 'unclosed' {
    const { quote, escape, newline } = this.#dialect
    const limit = this.#unclosed < UNCLOSED_BEFORE_CAUTION ? from + this.#limits.cell : lineEndFrom(text, from, newline)
    let scan = from
    for (;;) {
      const at = text.indexOf(quote, scan)
      if (at < 0 || at > limit) return at < 0 && !last && text.length <= limit ? 'more' : 'unclosed'
      if (escape !== '' && countBefore(text, at, from, escape) % 2 === 1) {
        scan = at + 1
        continue
      }
      const stop = this.#stopAfter(text, at + 1, last)
      if (stop === 'more') return 'more'
      if (stop >= 0) return { quote: at, stop }
      const doubled = text.startsWith(quote, at + 1)
      if (!doubled) this.#strays = true
      scan = at + (doubled ? 2 : 1)
    }
  }

  /** Where the cell ends if a closing quotation mark ends before `pos`; -1 if what follows says that it does not close. */
  #stopAfter(text: string, pos: number, last: boolean): number | 'more' {
    const { delimiter, newline } = this.#dialect
    let at = pos
    for (;;) {
      if (at >= text.length) return last ? text.length : 'more'
      if (text.startsWith(delimiter, at) || text[at] === newline) return at
      if (!last && delimiter.startsWith(text.slice(at, at + delimiter.length))) return 'more'
      if (newline === '\n' && text[at] === '\r') {
        if (at + 1 >= text.length && !last) return 'more'
        if (text[at + 1] === '\n' || at + 1 >= text.length) return at
      }
      if (text[at] !== ' ') return -1
      at++
    }
  }

  #unescape(content: string): string {
    const { quote, escape } = this.#dialect
    if (!content.includes(quote) && (escape === '' || !content.includes(escape))) return content
    const plain = content.replaceAll(quote + quote, quote)
    if (escape === '') return plain
    return escape === '\0' ? plain.replaceAll(escape + quote, quote) : unescapeBackslashes(content, quote, escape)
  }
}

function unescapeBackslashes(content: string, quote: string, escape: string): string {
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

function countOf(char: string, text: string): number {
  let count = 0
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) count++
  return count
}

function lineEndFrom(text: string, from: number, newline: string): number {
  const at = text.indexOf(newline, from)
  return at < 0 ? text.length : at
}
