import { cellKind, isStrictKind, type CellKind } from './cell-kind.ts'
import type { Dialect } from './dialect.ts'
import { scanRow } from './scan-row.ts'

/** Reads a row of too many cells again and makes it fit; null when how is not certain. */
export type JoinRow = (raw: string) => string[] | null

/** What sound rows say of a column: the kind nearly all its values have, and whether they are quoted always or never. */
type Rule = { strict: CellKind | null; quoted: 'always' | 'never' | 'either' }
type Row = { cells: string[]; quoted: boolean[] }

const ENOUGH = 5
const MOST_EXTRA = 40

/**
 * Learns from a sample how sound rows look, to mend rows of too many cells. Empty cells at the end are cut if what stays fits. Else one
 * cell held delimiters and was not quoted (`Acme, Inc.`): every way to join neighbours is tried against what the columns hold;
 * only a single fitting way counts, or among several the one that explains every space after a delimiter.
 */
export function learnJoiner(raws: string[], width: number, dialect: Dialect): JoinRow {
  const rows = raws.map((raw) => readRow(raw, dialect)).filter((row) => row?.cells.length === width) as Row[]
  const rules = rows.length >= ENOUGH ? learnRules(rows, width) : null
  return (raw) => {
    const row = readRow(raw, dialect)
    const extra = row ? row.cells.length - width : 0
    if (!row || extra <= 0) return null
    const cut = row.cells.slice(width).every((cell) => cell.trim() === '') ? row.cells.slice(0, width) : null
    if (!rules || extra > MOST_EXTRA || cut?.every((cell, i) => fits(cell, row.quoted[i], rules[i]))) return cut
    const ways = rules.map((_, at) => joinAt(row, { at, extra, dialect, rules })).filter((way) => way !== null)
    const spaced = ways.filter((way) => way.spaced)
    const only = ways.length === 1 ? ways[0] : spaced.length === 1 ? spaced[0] : undefined
    return only?.cells ?? cut
  }
}

function readRow(raw: string, dialect: Dialect): Row | null {
  const row = scanRow(raw, 0, { dialect, last: true, reach: raw.length })
  return typeof row === 'object' ? row : null
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
    const always = filled.length >= ENOUGH && quoted >= filled.length * 0.95
    return { strict, quoted: always ? 'always' : quoted === 0 ? 'never' : 'either' }
  })
}

type Joining = { at: number; extra: number; dialect: Dialect; rules: Rule[] }

function joinAt(row: Row, { at, extra, dialect, rules }: Joining): { cells: string[]; spaced: boolean } | null {
  const parts = row.cells.slice(at, at + extra + 1)
  if (row.quoted.slice(at, at + extra + 1).includes(true)) return null
  const cells = [...row.cells.slice(0, at), parts.join(dialect.delimiter), ...row.cells.slice(at + extra + 1)]
  const quoted = [...row.quoted.slice(0, at), null, ...row.quoted.slice(at + extra + 1)]
  if (!cells.every((cell, column) => fits(cell, quoted[column], rules[column]))) return null
  const spaces = row.cells.map((cell, i) => (i > at && i <= at + extra) === cell.startsWith(' '))
  return { cells, spaced: dialect.delimiter !== ' ' && !spaces.includes(false) }
}

/** `quoted` is null for the joined cell, which by nature was not. */
function fits(cell: string, quoted: boolean | null, rule: Rule): boolean {
  if (cell.trim() === '') return true
  if (rule.strict !== null && cellKind(cell) !== rule.strict) return false
  if (rule.quoted === 'always') return quoted === true
  return rule.quoted !== 'never' || quoted !== true
}
