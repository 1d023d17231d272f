import { compareRecords, type LinkColumn, type LinkInput, type PairExplanation } from '../../engine/match/index.ts'
import { guessRoles } from './guess-roles.ts'

/** A record as `compare` takes it: column name → text (or a list of texts, or nothing). */
export type LooseRecord = Record<string, unknown>

/** Compares two records whose columns are named as in any file that `link` understands, with the weights shipped. */
export function compareObjects(a: LooseRecord, b: LooseRecord): PairExplanation {
  const columns = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
  const cells = [a, b].map((record) => columns.map((column) => textsOf(record[column])))
  const sample = cells.map((row) => row.map((texts) => texts.join(' ')))
  const { compared } = guessRoles(columns, sample)
  const input: LinkInput = {
    count: 2,
    columns: compared.flatMap(({ index, role }) => {
      const most = Math.max(cells[0][index].length, cells[1][index].length)
      return Array.from({ length: most }, (_, i): LinkColumn => {
        const first = cells[0][index][i] ?? ''
        const second = cells[1][index][i] ?? ''
        return {
          role,
          values: ['', first, second],
          codes: Uint32Array.of(first === '' ? 0 : 1, second === '' ? 0 : second === first ? 1 : 2),
        }
      })
    }),
    weights: Uint32Array.of(1, 1),
    unitStarts: new Uint32Array(3),
    units: new Uint32Array(0),
  }
  return compareRecords(input)
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : []
}
