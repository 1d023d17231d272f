import type { ContactIndex } from './contact-index.ts'
import { countRows, type RowSet } from './row-set.ts'
import { textAt } from './text-table.ts'
import type { CodeColumn } from './code-column.ts'

/** The people of a company by function and level; null = not known. `levels` and `functions` leave the unknown out. */
export type People = {
  total: number
  levels: Record<string, number>
  functions: Record<string, number>
  matrix: { function: string | null; level: string | null; count: number }[]
}

/** Counts the people in a set of rows by function and level, in the order of the values' bytes, the unknown first. */
export function countPeople({ columns }: ContactIndex, people: RowSet): People {
  const cells = new Map<number, number>()
  const width = columns.level.counts.length + 1
  for (const row of people.data) {
    const cell = columns.function.codes[row] * width + columns.level.codes[row]
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
  }
  const found: People = { total: countRows(people), levels: {}, functions: {}, matrix: [] }
  for (const [cell, count] of [...cells].toSorted(([a], [b]) => a - b)) {
    const level = valueOf(columns.level, cell % width)
    const job = valueOf(columns.function, Math.floor(cell / width))
    found.matrix.push({ function: job, level, count })
    if (level !== null) found.levels[level] = (found.levels[level] ?? 0) + count
    if (job !== null) found.functions[job] = (found.functions[job] ?? 0) + count
  }
  return found
}

function valueOf(column: CodeColumn, code: number): string | null {
  return code === 0 ? null : textAt(column.values, code - 1)
}
