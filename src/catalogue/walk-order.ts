import type { RowSet } from './row-set.ts'
import type { SortOrder } from './sort-order.ts'

type WalkOrder = {
  sort: SortOrder
  descending: boolean
  /** Dense set of the rows wanted. */
  wanted: RowSet
  /** Step to begin with: 0, or the one after the last row of the page before. */
  from: number
  /** Wanted rows to pass over first. */
  skip: number
  limit: number
}

/** A page of rows in their order; `next` is the step after its last row, null when no wanted row follows. */
export type Walked = { rows: number[]; next: number | null }

/** Goes through the rows in the order of a sort and takes those that are wanted. Rows without a value come last. */
export function walkOrder({ sort, descending, wanted, from, skip, limit }: WalkOrder): Walked {
  const { order, present } = sort
  const bits = wanted.data
  const rows: number[] = []
  let next = from
  let left = skip
  for (let step = from; step < order.length; step++) {
    const row = order[placeOfStep(step, present, descending)]
    if (((bits[row >>> 5] >>> (row & 31)) & 1) === 0) continue
    if (left > 0) left--
    else if (rows.length === limit) return { rows, next }
    else {
      rows.push(row)
      next = step + 1
    }
  }
  return { rows, next: null }
}

/** The step at which a row is met, or -1. */
export function stepOfRow({ order, present }: SortOrder, row: number, descending: boolean): number {
  const place = order.indexOf(row)
  return place < 0 ? -1 : placeOfStep(place, present, descending)
}

/** Place in the order that a step looks at. Turned round, the rows with a value run backwards; it is its own inverse. */
function placeOfStep(step: number, present: number, descending: boolean): number {
  return descending && step < present ? present - 1 - step : step
}
