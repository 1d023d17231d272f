import { CodePairs } from './code-pairs.ts'

/** Rows with the same codes in every column as one content; contents are numbered by their first row. */
export type CollapsedCodes = { contentOf: Uint32Array; firstRow: Uint32Array }

/** Collapses rows that agree in every column. */
export function collapseCodes(rows: number, columns: Uint32Array[]): CollapsedCodes {
  const keys = new Uint32Array(rows)
  for (const codes of columns) {
    const pairs = new CodePairs()
    for (let row = 0; row < rows; row++) keys[row] = pairs.number(keys[row], codes[row])
  }
  const contents = new Map<number, number>()
  const firstRow: number[] = []
  const contentOf = keys.map((key, row) => {
    let content = contents.get(key)
    if (content === undefined) {
      content = contents.size
      contents.set(key, content)
      firstRow.push(row)
    }
    return content
  })
  return { contentOf, firstRow: Uint32Array.from(firstRow) }
}
