import type { LinkInput } from '../../engine/match/index.ts'

/** A table with identical records collapsed to contents, ready to link. Contents are numbered by their first row. */
export type Collapsed = {
  input: LinkInput
  /** Records in the table. */
  records: number
  /** Rows that cannot be read, left out. */
  rejected: number
  /** Column names that are compared, by role. */
  compared: { column: string; role: string }[]
  /** Id of the first record of a content. */
  firstId: (content: number) => string
  /** Writes `record_id,cluster_id`, a line a record in the order of the table; `clusterOf` has a cluster number for each content. */
  write: (path: string, clusterOf: Uint32Array) => Promise<void>
  close: () => void
}

export type CollapseOptions = {
  /** Column of the record's id; guessed when absent. */
  id?: string | undefined
  /** Column that names the unit (source and snapshot) of a row; without it rows belong to no unit. */
  source?: string | undefined
  threads?: number | undefined
}
