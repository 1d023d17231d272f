/** A table of one row as CSV (RFC 4180). */
export function csvOf(header: readonly string[], row: readonly string[]): string {
  return [header, row].map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join()}\r\n`).join('')
}
