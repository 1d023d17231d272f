import type { Merge } from './survey-sheet.ts'

/**
 * Gives merged cells the value that is shown over all of them, row by row from the top: downwards in every row that has a value of its
 * own; sideways only in a row that is all merged, as the upper one of two header rows is. A title over the table stays one cell.
 * `merges` are sorted by their top.
 */
export function fillMerged(merges: readonly Merge[]): (cells: string[], row: number) => void {
  if (merges.length === 0) return () => {}
  let next = 0
  let open: { merge: Merge; value: string }[] = []
  return (cells, row) => {
    open = open.filter(({ merge }) => merge.bottom >= row)
    const own = filledOf(cells)
    const begun: Merge[] = []
    for (; next < merges.length && merges[next].top <= row; next++)
      if (merges[next].top === row) begun.push(merges[next])
    if (own.length > 0) for (const { merge, value } of open) cells[merge.left] ||= value
    const wide = begun.filter(({ left, right }) => right > left)
    // Beside cells that are merged sideways one that is merged downwards is a name over both rows of a header: it is said once.
    const isHeader = wide.length > 0 && own.length >= 2
    for (const merge of begun) {
      const value = cells[merge.left] ?? ''
      if (value !== '' && merge.bottom > row && !isHeader) open.push({ merge, value })
    }
    if (!isHeader || !own.every((column) => begun.some(({ left }) => left === column))) return
    for (const { left, right } of wide) for (let at = left + 1; at <= right; at++) cells[at] ||= cells[left] ?? ''
  }
}

function filledOf(cells: string[]): number[] {
  const filled: number[] = []
  for (const [column, cell] of cells.entries()) if (cell !== undefined && cell.trim() !== '') filled.push(column)
  return filled
}
