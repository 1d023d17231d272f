/** How a text file separates its cells and rows. */
export type Dialect = {
  /** One character, or several that stand for one delimiter (`||`). */
  delimiter: string
  /** Spaces after a delimiter belong to it (`, `). */
  padded: boolean
  /** Quotation mark, or '' where the file has none. A doubled one inside a quoted cell stands for itself. */
  quote: string
  /** Character that, before a quotation mark in a quoted cell, makes it an ordinary character; '' where there is none. */
  escape: string
  /** What ends a row: LF (a CR before it is dropped) or CR alone. */
  newline: '\n' | '\r'
}
