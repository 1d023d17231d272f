/** A file with known truth that linking is measured on. */
export type LinkSet = {
  name: string
  /** CSV or Parquet with a column `record_id`. */
  records: string
  /** `record_id` and true cluster. */
  truth: string
  /** Column of the delivery, where the file has one. */
  source?: string
  /** Groups of records that may be one in truth: pairs between them do not count. */
  exclude?: string
  /** From the laboratory, whose truth has rows about nobody: to put those together means nothing. */
  lab?: true
  /** The peer's configuration; null where none fits. */
  peer: 'historical' | 'contacts' | null
}

/** How well clusters fit the truth: of pairs, and B³. */
export type Accuracy = { precision: number; recall: number; f1: number; b3: number }
