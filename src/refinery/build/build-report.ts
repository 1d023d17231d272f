/** What a build says at its end. Shares are 0–1, memory is in MB. */
export type BuildReport = {
  edition: string
  root: string
  /** Rows of all batches in force that were taken in. */
  records: number
  /** Rows that were not, or that name neither a person nor a company. */
  rejected: number
  reasons: Record<string, number>
  contacts: number
  companies: number
  /** Rows about a person beyond the first of each contact. */
  duplicates: number
  /** Distinct values of each kind, how many of them no build had cleaned before, and the size of their dictionary on disk. */
  values: { kind: string; distinct: number; cleaned: number; bytes: number }[]
  /** Share of the contacts that have a field. */
  completeness: Record<string, number>
  seconds: number
  peakMemory: number
  steps: { name: string; label: string; seconds: number; rows: number }[]
  /** Columns of the files that the product never holds. */
  dropped: string[]
  /** Sentences that the operator should read. */
  notices: string[]
}
