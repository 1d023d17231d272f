/** A number, or telephone numbers, alone in a cell: nothing in them can be computed but themselves. */
const NUMBERS = /^[+-]?[\d\s().,/;x-]*\d[\d\s().,/;x-]*$/i

/**
 * A cell that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe before what begins like one. Numbers and
 * telephone numbers with their plus stay as they are.
 */
export function spreadsheetSafe(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !NUMBERS.test(cell) ? `'${cell}` : cell
}
