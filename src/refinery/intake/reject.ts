/** Why a row is not taken. Closed list: reports and tests rely on it. */
export type RejectReason =
  /** More cells than the header has columns, and no single way to join them. */
  | 'ragged_row'
  /** More than 1 MB of text. */
  | 'row_too_long'
  /** A cell of more than 64 kB. */
  | 'cell_too_long'
  /** A quotation mark that is never closed. */
  | 'unclosed_quote'
  /** Bytes that are no text in the file's encoding. */
  | 'bad_encoding'
  /** Part of another table that follows in the same file. */
  | 'another_table'
  /** Nothing in any column that Fairlist holds. */
  | 'no_content'
  /** Neither a person nor a company. */
  | 'no_person_or_company'
  /** A row that must name a person and has neither a name nor an e-mail address. */
  | 'no_person'
  /** Speaks of somebody who is not of age. Nothing of the row is kept. */
  | 'child'
  /** In no country that the contract of its provider covers. */
  | 'territory'

/** A row that is not taken: its first line in the file (from 1), why, and at most 1 kB of its text. */
export type Reject = { line: number; reason: RejectReason; raw: string }

const RAW_CHARACTERS = 1000

/** Makes a reject, its text cut to 1 kB. */
export function createReject(line: number, reason: RejectReason, raw: string): Reject {
  return { line, reason, raw: raw.length > RAW_CHARACTERS ? `${raw.slice(0, RAW_CHARACTERS)}…` : raw }
}
