/** What people decided since, and what a build therefore leaves out: an input beside the batches. */
export type BuildEvidence = {
  /** File of the key under which identifiers are stored: for the filters, which read it themselves. */
  keyFile: string
  /** MACs of the identifiers that are suppressed, in any order. */
  suppressed: readonly Buffer[]
  /** Deliveries and single rows that were taken back. */
  withdrawn: { batches: readonly string[]; rows: readonly WithdrawnRow[] }
  /** Decisions in force of which records are one person; none when left out. */
  decisions?: readonly HandDecision[]
  /**
   * Told, before publication, of people whom the gate dropped and of whom it found out more: each group is the MACs of one of
   * them, at least one of which is suppressed and at least one not yet. Called several times when they are many.
   */
  onDropped?: (groups: Buffer[][]) => Promise<void>
}

/**
 * What somebody decided of contents, by their digests: all of them are one person, or none of `a` is the same as one of `b`.
 * Digests stay what they are over rebuilds; those that no batch in force has are passed over.
 */
export type HandDecision = {
  /** What it is called; the edition says by which it was built. */
  number?: number
  verdict: 'one' | 'two'
  a: readonly string[]
  b: readonly string[]
}

/** A row by its batch and its line in the file. */
export type WithdrawnRow = { batch: string; row: number }
