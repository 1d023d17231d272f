import { createReject } from './reject.ts'
import { isKnownColumn, isPlainAlias } from './find-field.ts'
import { learnMender, type MendRow } from './learn-mender.ts'
import type { Sniffed } from './sniff-file.ts'
import type { TableChunk } from './open-table.ts'
import type { Tokens } from './tokenizer.ts'

type State = { skip: number; elsewhere: boolean; passed: number }

/**
 * A function that makes rows fit the table's columns: preamble and header are left out, short rows are padded, long ones mended
 * where only one way makes sense, and otherwise rejected. Keeps its place between chunks.
 */
export function createRowFitter(
  sniffed: Pick<Sniffed, 'layout' | 'dialect' | 'sampleRaws'>,
  repeated: 'append' | 'reject',
): (tokens: Tokens) => TableChunk {
  const { layout, dialect } = sniffed
  const mend = learnMender(sniffed.sampleRaws, layout.columns.length, dialect)
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
      fitRow({ row, line: tokens.lines[i], raw: tokens.raws[i], width, mend, elsewhere: state.elsewhere }, chunk)
    }
    chunk.firstLine = chunk.lines[0] ?? 0
    if (tokens.rejects.length > 0) chunk.rejects.sort((a, b) => a.line - b.line)
    return chunk
  }
}

type Fit = { row: string[]; line: number; raw: string; width: number; mend: MendRow; elsewhere: boolean }

function fitRow({ row, line, raw, width, mend, elsewhere }: Fit, chunk: TableChunk): void {
  const fitted = elsewhere ? null : row.length === width ? [row] : fitOther(row, raw, width, mend)
  if (!fitted) chunk.rejects.push(createReject(line, elsewhere ? 'another_table' : 'ragged_row', raw))
  for (const each of fitted ?? []) {
    chunk.rows.push(each)
    chunk.lines.push(line)
  }
}

/** A short row is first looked at for another dialect only if it is very short: a few missing cells at the end are common. */
function fitOther(row: string[], raw: string, width: number, mend: MendRow): string[][] | null {
  if (row.length > width) return mend(raw)
  return (row.length <= width / 2 ? mend(raw) : null) ?? [padded(row, width)]
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
