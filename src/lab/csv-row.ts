/** One CSV row (RFC 4180 quoting, whatever the delimiter) without its line end. */
export function formatCsvRow(cells: readonly string[], delimiter = ','): string {
  let row = ''
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]
    if (index > 0) row += delimiter
    row += needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return row
}

function needsQuotes(cell: string, delimiter: string): boolean {
  return cell.includes(delimiter) || cell.includes('"') || cell.includes('\n') || cell.includes('\r')
}
