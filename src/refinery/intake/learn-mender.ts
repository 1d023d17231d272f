import { cellKind, isStrictKind, type CellKind } from './cell-kind.ts'
import type { Dialect } from './dialect.ts'
import { scanRow } from './scan-row.ts'

/** Reads a row of the wrong width again and gives the rows it holds, all of the right width; null when what is meant is not certain. */
export type MendRow = (raw: string) => string[][] | null

/** What sound rows say of a column: the kind nearly all its values have, and whether they are always quoted. */
type Rule = { strict: CellKind | null; quoted: boolean }
type Row = { cells: string[]; quoted: boolean[] }

const ENOUGH = 5
const MOST_EXTRA = 40
const LONGEST = 20_000
const OTHER_DELIMITERS = [',', ';', '\t', '|']

/**
 * Learns from a sample how sound rows look, to mend those of another width: a row written with another delimiter, quotation mark or
 * row end; empty cells too many; a cell that held delimiters and was not quoted (`Acme, Inc.`). A way counts only if every cell fits
 * what its column holds and no other way does; of several ways to join, the one that explains every space after a delimiter.
 */
export function learnMender(raws: string[], width: number, dialect: Dialect): MendRow {
  const rows = raws.map((raw) => readRow(raw, dialect)).filter((row) => row?.cells.length === width) as Row[]
  const rules = rows.length >= ENOUGH ? learnRules(rows, width) : null
  return (raw) => {
    // In a table of one column nothing separates cells.
    if (width === 1) return [[raw]]
    const row = readRow(raw, dialect)
    if (!row) return null
    const cut = row.cells.length > width && row.cells.slice(width).every((cell) => cell.trim() === '')
    const faults = (cells: string[]) => countFaults({ cells, quoted: row.quoted }, rules ?? [])
    if (cut && (rules === null || faults(row.cells.slice(0, width)) === 0)) return [row.cells.slice(0, width)]
    if (rules === null || raw.length > LONGEST) return null
    const otherwise = readOtherwise(raw, dialect, rules)
    if (otherwise) return otherwise
    if (row.cells.length <= width) return null
    const joined = joinOne(row, dialect, rules)
    if (joined) return [joined]
    return cut && faults(row.cells.slice(0, width)) <= 1 ? [row.cells.slice(0, width)] : null
  }
}

function readRow(raw: string, dialect: Dialect): Row | null {
  const row = scanRow(raw, 0, { dialect, last: true, reach: raw.length })
  return typeof row === 'object' && row.next >= raw.length ? row : null
}

function learnRules(rows: Row[], width: number): Rule[] {
  return Array.from({ length: width }, (_, column) => {
    const filled = rows.filter((row) => row.cells[column].trim() !== '')
    const quoted = filled.filter((row) => row.quoted[column]).length
    const kinds = new Map<CellKind, number>()
    for (const row of filled) {
      const kind = cellKind(row.cells[column])
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
    const strict = [...kinds].find(([kind, count]) => isStrictKind(kind) && count >= filled.length * 0.95)?.[0] ?? null
    return { strict, quoted: filled.length >= ENOUGH && quoted >= filled.length * 0.95 }
  })
}

/** `quoted` is null for a joined cell, which by nature was not. */
function countFaults(row: { cells: string[]; quoted: (boolean | null)[] }, rules: Rule[]): number {
  return rules.filter((rule, column) => !fits(row.cells[column], row.quoted[column] ?? null, rule)).length
}

function fits(cell: string, quoted: boolean | null, rule: Rule): boolean {
  if (cell.trim() === '') return true
  if (rule.strict !== null && cellKind(cell) !== rule.strict) return false
  return !rule.quoted || quoted === true
}

/** The row or rows that another dialect makes of the text, if they fit. */
function readOtherwise(raw: string, dialect: Dialect, rules: Rule[]): string[][] | null {
  const strict = rules.filter((rule) => rule.strict !== null).length
  // Without columns that hold something telling, any text of the right width would fit.
  if (strict === 0 || rules.length < 3) return null
  const sound = (text: string, other: Dialect) => {
    const row = readRow(text, other)
    const filled = row?.cells.filter((cell) => cell.trim() !== '').length ?? 0
    const kinds = rules.map((rule) => ({ ...rule, quoted: false }))
    return row?.cells.length === rules.length && filled >= rules.length / 3 && countFaults(row, kinds) === 0
      ? row.cells
      : null
  }
  const parts = raw.split(dialect.newline === '\n' ? '\r' : '\n')
  const rows = parts.length > 1 ? parts.map((part) => sound(part, dialect)) : [null]
  if (!rows.includes(null)) return rows as string[][]
  const delimiters = OTHER_DELIMITERS.filter((delimiter) => delimiter !== dialect.delimiter && raw.includes(delimiter))
  const quotes = ['"', "'"].filter((quote) => quote !== dialect.quote && raw.includes(quote))
  const others = [
    ...quotes.map((quote) => ({ ...dialect, quote })),
    ...delimiters.map((delimiter) => ({ ...dialect, delimiter, padded: false })),
  ]
  for (const other of others) {
    const cells = sound(raw, other)
    if (cells) return [cells]
  }
  return null
}

/** Joins neighbours so that the row has the right width, if one way fits best. */
function joinOne(row: Row, dialect: Dialect, rules: Rule[]): string[] | null {
  const extra = row.cells.length - rules.length
  if (extra > MOST_EXTRA) return null
  const ways = new Map<string, { cells: string[]; spaced: boolean }>()
  for (let at = 0; at < rules.length; at++) {
    const way = joinAt(row, { at, extra, dialect, rules })
    if (way) ways.set(way.cells.join('\u0000'), way)
  }
  const spaced = [...ways.values()].filter((way) => way.spaced)
  const only = ways.size === 1 ? [...ways.values()][0] : spaced.length === 1 ? spaced[0] : undefined
  return only?.cells ?? null
}

type Joining = { at: number; extra: number; dialect: Dialect; rules: Rule[] }

function joinAt(row: Row, { at, extra, dialect, rules }: Joining): { cells: string[]; spaced: boolean } | null {
  const end = at + extra + 1
  const parts = row.cells.slice(at, end)
  const filled = parts.filter((part) => part.trim() !== '')
  // One filled cell among empty ones: the delimiters are too many, none was part of it.
  const alone = filled.length <= 1
  const quoted = row.quoted.slice(at, end)
  if (!alone && quoted.includes(true)) return null
  const cells = [
    ...row.cells.slice(0, at),
    alone ? (filled[0] ?? '') : parts.join(dialect.delimiter),
    ...row.cells.slice(end),
  ]
  const marks = [...row.quoted.slice(0, at), alone ? quoted.includes(true) : null, ...row.quoted.slice(end)]
  if (countFaults({ cells, quoted: marks }, rules) > 0) return null
  const spaces = row.cells.map((cell, i) => (i > at && i < end) === cell.startsWith(' '))
  return { cells, spaced: dialect.delimiter !== ' ' && !spaces.includes(false) }
}
