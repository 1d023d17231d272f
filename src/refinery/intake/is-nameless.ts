/** Names that programs give to columns that have none: `column1`, `Unnamed: 3`, `F2`, `Spalte 4`, `_c0`, `B`. */
const GIVEN =
  /^(?:(?:column|col|field|feld|spalte|colonne|columna|colonna|kolom|coluna|champ|campo|veld|unnamed|var|[cfxv_]{1,2})?[ :_.-]*\d{1,4}|(?:column )?[a-z])(?: \(\d+\))?$/i

/** Whether a column's name says nothing at all, so that only its values can tell what it holds. */
export function isNameless(name: string): boolean {
  return !/[\p{L}\p{N}]/u.test(name) || GIVEN.test(name.trim())
}
