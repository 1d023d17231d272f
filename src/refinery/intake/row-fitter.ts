import { createReject } from './reject.ts'
import { isKnownColumn, isPlainAlias } from './find-field.ts'
import { learnJoiner, type JoinRow } from './learn-joiner.ts'
import type { Sniffed } from './sniff-file.ts'
import type { TableChunk } from './open-table.ts'
import type { Tokens } from './tokenizer.ts'

type State = { skip: number; elsewhere: boolean; passed: number }

/**
 * A function that makes rows fit the table's columns: preamble and header are left out, short rows are padded, empty cells
 * too many are cut, long rows are joined where only one joining makes sense, and otherwise rejected. Keeps its place between chunks.
 */
export function createRowFitter(sniffed: Sniffed, repeated: 'append' | 'reject'): (tokens: Tokens) => TableChunk {
  const { layout, dialect } = sniffed
  const join = learnJoiner(sniffed.sampleRaws, layout.columns.length, dialect)
  const isHeader = headerTest(layout.columns, layout.headerRows)
  const state: State = { skip: layout.skip, elsewhere: false, passed: 0 }
  return (tokens) => {
    const chunk: TableChunk = { firstLine: 0, rows: [], lines: [], rejects: tokens.rejects }
    const width = layout.columns.length
    for (let i = 0; i < tokens.rows.length; i++) {
      const row = tokens.rows[i]
      if (state.passed++ < state.skip) continue
      const header = isHeader(row)
      if (header !== 'no') {
        state.elsewhere = header === 'other' || repeated === 'reject'
        continue
      }
      fitRow({ row, line: tokens.lines[i], raw: tokens.raws[i], width, join, elsewhere: state.elsewhere }, chunk)
    }
    chunk.firstLine = chunk.lines[0] ?? 0
    if (tokens.rejects.length > 0) chunk.rejects.sort((a, b) => a.line - b.line)
    return chunk
  }
}

type Fit = { row: string[]; line: number; raw: string; width: number; join: JoinRow; elsewhere: boolean }

function fitRow({ row, line, raw, width, join, elsewhere }: Fit, chunk: TableChunk): void {
  const fitted = elsewhere ? null : row.length === width ? row : row.length < width ? padded(row, width) : join(raw)
  if (fitted) {
    chunk.rows.push(fitted)
    chunk.lines.push(line)
  } else chunk.rejects.push(createReject(line, elsewhere ? 'another_table' : 'ragged_row', raw))
}

function padded(row: string[], width: number): string[] {
  while (row.length < width) row.push('')
  return row
}

/** Tells the table's own header met again, and a row that is the header of another table. */
function headerTest(columns: string[], headerRows: number): (row: string[]) => 'no' | 'same' | 'other' {
  if (headerRows === 0) return () => 'no'
  const names = columns.map((name) => name.toLowerCase())
  return (row) => {
    const first = (row[0] ?? '').trim().toLowerCase()
    if (first !== names[0] && !isPlainAlias(first)) return 'no'
    const same = row.filter((cell, i) => cell.trim().toLowerCase() === names[i]).length
    if (same === names.length && row.length === names.length) return 'same'
    const filled = row.filter((cell) => cell.trim() !== '')
    if (filled.length < 2) return 'no'
    if (same >= filled.length * 0.75 && same >= names.length * 0.5) return 'other'
    return filled.length >= 3 && filled.filter(isKnownColumn).length >= filled.length * 0.9 ? 'other' : 'no'
  }
}
