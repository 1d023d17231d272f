import { cellKind } from './cell-kind.ts'
import type { Dialect } from './dialect.ts'
import { Tokenizer } from './tokenizer.ts'

const DELIMITERS = [',', ';', '\t', '|', '^', '~', '\u0001', '\u001F', ':', ' ']
const SAMPLE_CHARACTERS = 48_000
const SAMPLE_ROWS = 120

/**
 * The dialect that reads a sample best: many cells, the same number in every row, and cells that look like something
 * (after van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type patterns", 2019).
 * Ties go to the commoner dialect.
 */
export function detectDialect(sample: string): Dialect {
  const newline = detectNewline(sample)
  const text = sample.slice(0, SAMPLE_CHARACTERS)
  if (text.length === sample.length) {
    const delimiter = [',', ';', '\t'].find((each) => isByTheBook(text, each))
    if (delimiter) return { delimiter, padded: false, quote: '"', escape: '', newline }
  }
  const end = text.length < sample.length ? text.lastIndexOf(newline) + 1 || text.length : text.length
  let best: Dialect = { delimiter: ',', padded: false, quote: '"', escape: '', newline }
  let bestScore = 0
  for (const dialect of candidates(text, newline)) {
    const score = scoreDialect(text.slice(0, end), dialect)
    if (score > bestScore * 1.000001) {
      best = dialect
      bestScore = score
    }
  }
  const seen = text.slice(0, end)
  if (!seen.includes('"')) best = { ...best, quote: best.quote || '"' }
  if (isDoubled(seen, best)) best = { ...best, delimiter: best.delimiter.repeat(2) }
  return { ...best, padded: isPadded(seen, best) }
}

/**
 * Whether a small file with quotation marks is wholly as RFC 4180 has it: each mark begins or ends a cell or stands for one
 * within, and all rows are equally wide. Then what is within is no row of its own, however much it looks like one.
 */
function isByTheBook(text: string, delimiter: string): boolean {
  const cell = new RegExp(`"(?:[^"]|"")*"|[^"${delimiter}\\r\\n]*`, 'y')
  const end = text.replace(/\r?\n$/, '').length
  let [at, width, cells, quoted] = [0, 0, 1, false]
  while (true) {
    quoted ||= text[at] === '"'
    cell.lastIndex = at
    at += cell.exec(text)?.[0].length ?? 0
    const [after = ''] = at >= end ? [] : (/^(?:\r?\n|.)/.exec(text.slice(at, at + 2)) ?? [])
    if (after === delimiter) cells++
    else if (at < end && !after.endsWith('\n')) return false
    else if (cells < 2 || (width > 0 && cells !== width)) return false
    else if (at >= end) return quoted
    else [width, cells] = [cells, 1]
    at += after.length
  }
}

/** Every second cell of the first rows is empty: two characters make one delimiter (`a||b||c`). */
function isDoubled(text: string, dialect: Dialect): boolean {
  if (dialect.delimiter.length > 1 || dialect.delimiter === ' ') return false
  const { rows } = new Tokenizer(dialect).push(text, true)
  const isWide = (row: string[]) => row.length > 2 && row.length % 2 === 1
  return (
    isWide(rows[0] ?? []) &&
    rows.slice(0, 20).every((row) => isWide(row) && row.every((cell, i) => i % 2 === 0 || cell === ''))
  )
}

/** LF if there is one outside stray places, else CR; a file of CRs with one LF in a cell is a CR file. */
function detectNewline(text: string): '\n' | '\r' {
  const lf = text.split('\n').length - 1
  const lone = text.split(/\r(?!\n)/).length - 1
  return lone > 0 && lone > lf * 2 ? '\r' : '\n'
}

function candidates(text: string, newline: '\n' | '\r'): Dialect[] {
  const found: Dialect[] = []
  for (const quote of ['"', "'", '']) {
    if (quote !== '' && !text.includes(quote)) continue
    const escapes =
      quote === '' ? [''] : ['', '\\', '\0'].filter((escape) => escape === '' || text.includes(escape + quote))
    for (const escape of escapes) {
      for (const delimiter of DELIMITERS) {
        if (text.includes(delimiter))
          found.push({ delimiter, padded: delimiter === ',' || delimiter === ';', quote, escape, newline })
      }
    }
  }
  return found
}

function scoreDialect(text: string, dialect: Dialect): number {
  const { rows, rejects } = new Tokenizer(dialect).push(text, true)
  if (rows.length === 0) return 0
  // Spaces and colons are part of ordinary text: they separate cells only where there are several from the first row on.
  if ((dialect.delimiter === ' ' || dialect.delimiter === ':') && rows[0].length < 3) return 0
  const read = rows.slice(0, SAMPLE_ROWS)
  return (patternScore(read) * typeScore(read, dialect) * rows.length) / (rows.length + rejects.length)
}

/** Favours few different row widths and many cells in a row. */
function patternScore(rows: string[][]): number {
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  let sum = 0
  for (const [width, count] of widths) sum += (count * Math.max(1e-3, width - 1)) / width
  return sum / widths.size
}

/** Share of cells of a known kind; a cell that still has quotation marks around it was read with the wrong ones. */
function typeScore(rows: string[][], dialect: Dialect): number {
  let known = 0
  let all = 0
  for (const row of rows) {
    for (const cell of row) {
      all++
      const kind = cellKind(cell)
      if (kind !== 'text' || looksLikeText(cell, dialect)) known++
    }
  }
  return known / Math.max(1, all)
}

function looksLikeText(cell: string, { delimiter }: Dialect): boolean {
  const text = cell.trim()
  if (/^["'].*["']$/s.test(text) || /^["']|[^\w.!?)]["']$/.test(text)) return false
  return delimiter === ' ' ? text.includes(' ') : /^[\p{L}\p{N}]/u.test(text) && !/[;\t|]/.test(text)
}

/** Whether nearly every delimiter has a space after it, so that the space is part of it. */
function isPadded(text: string, dialect: Dialect): boolean {
  if (dialect.delimiter === ' ') return false
  const { rows } = new Tokenizer({ ...dialect, padded: false, quote: '' }).push(text, true)
  const head = rows.find((row) => row.length > 1)
  if (!head) return false
  const padded = (row: string[]) => row.length > 1 && row.slice(1).every((cell) => cell === '' || cell.startsWith(' '))
  const spaced = rows.filter(padded).length
  return padded(head) && head.slice(1).some((cell) => cell.startsWith(' ')) && spaced > rows.length * 0.5
}
