import { csvLine } from '../intake/index.ts'
import { createRowCleaner, details } from './clean-row.ts'
import type { CleanRow } from './clean-row.ts'
import type { Plan } from './plan-columns.ts'
import { spreadsheetSafe } from './spreadsheet-safe.ts'
import { emptyTally } from './tally.ts'
import type { Tally } from './tally.ts'

/** What is wanted of each row. */
export type Wanted = {
  /** Lines with the cleaned cells, in place or appended; or none. */
  lines: 'in-place' | 'append' | null
  /** Names of columns that came from an earlier cleaning, which are written anew. */
  replaced: number[]
}

/** A piece of a table. */
export type Piece = { rows: string[][] }

/** What became of a piece. */
export type WorkedPiece = {
  /** CSV without line ends and without the last column, one a row. */
  lines: string[]
  /** Rows with a value that cannot be used: 1, else 0. */
  failing: Uint8Array
  /** Four numbers a row (see `CleanRow`). */
  keys: Uint32Array
  tally: Tally
}

/** Makes the function that works on one piece after the other. */
export function createPieceWorker(plan: Plan, wanted: Wanted): (piece: Piece) => WorkedPiece {
  const clean = createRowCleaner(plan)
  const present = createPresenter(plan, wanted)
  return ({ rows }) => {
    const tally = emptyTally()
    const keys = new Uint32Array(rows.length * 4)
    const failing = new Uint8Array(rows.length)
    const lines: string[] = []
    for (const [at, row] of rows.entries()) {
      const cleaned = clean(row, tally)
      keys.set(cleaned.keys, at * 4)
      failing[at] = cleaned.isFailing ? 1 : 0
      if (wanted.lines) lines.push(present(row, cleaned))
    }
    return { lines, failing, keys, tally }
  }
}

/** The header of what is written, without the last column, which says whose duplicate a row is. */
export function headerOf(plan: Plan, wanted: Wanted): string[] {
  const kept = plan.columns.filter((_, index) => !wanted.replaced.includes(index))
  const added =
    wanted.lines === 'append'
      ? [
          ...plan.cleaned.flatMap(({ name, kind }) => [
            `${name} clean`,
            ...(details[kind] ?? []).map((detail) => `${name} ${detail}`),
          ]),
          ...plan.nameParts.map(({ name }) => `${name} clean`),
        ]
      : []
  return [...kept, ...added, 'issues']
}

function createPresenter(plan: Plan, { lines, replaced }: Wanted): (row: string[], cleaned: CleanRow) => string {
  const gone = new Set(replaced)
  const kept = plan.columns.flatMap((_, index) => (gone.has(index) ? [] : [index]))
  const none = (kind: keyof typeof details) => (details[kind] ?? []).map(() => '')
  return (row, { cells, details: told, issues }) => {
    const shown = kept.map((index) => (lines === 'append' ? row : cells)[index] ?? '')
    const added =
      lines === 'append'
        ? [
            ...plan.cleaned.flatMap(({ index, kind }) => {
              const said = told[index] ?? []
              return [cells[index], ...(said.length > 0 ? said : none(kind))]
            }),
            ...plan.nameParts.map(({ index }) => cells[index]),
          ]
        : []
    return csvLine([...shown, ...added, issues.join('; ')].map(spreadsheetSafe))
  }
}
