/** One CSV row (RFC 4180 quoting, whatever the delimiter) without its line end. */
export function formatCsvRow(cells: readonly string[], delimiter: ',' | ';' | '\t' = ','): string {
  const quoted = special[delimiter]
  let row = ''
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]
    if (index > 0) row += delimiter
    row += quoted.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return row
}

const special: Record<string, RegExp> = { ',': /[,"\n\r]/, ';': /[;"\n\r]/, '\t': /[\t"\n\r]/ }
