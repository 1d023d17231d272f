/** One row as RFC 4180 text without its end: cells with a comma, quotation mark, CR or LF are quoted. */
export function csvLine(cells: string[]): string {
  // A single empty cell would be a blank line, which readers leave out.
  if (cells.length === 1 && cells[0].trim() === '') return `"${cells[0]}"`
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}
