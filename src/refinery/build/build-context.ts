import type { DuckDb } from '../../platform/duckdb/index.ts'
import type { Batch } from '../store/batch.ts'
import type { StorePaths } from '../store/paths.ts'
import type { BuildEvidence } from './build-evidence.ts'

/** What every step of a build works with. Steps hand results on as tables of `db`. */
export type BuildContext = {
  paths: StorePaths
  /** The build's own database; gone after the build. */
  db: DuckDb
  /** Processes and database threads to use. Never changes the result. */
  threads: number
  /** Batches that this edition is made of, by id: those in force but for the ones taken back. */
  batches: Batch[]
  /** Made from the sample world. */
  sample: boolean
  /** What people decided since; null in a build that nobody told. */
  evidence: BuildEvidence | null
  /** Snapshot of verification results to build from; null for the newest results. */
  checks: string | null
  /** Date that the edition is asked to speak of; null for the newest in its inputs. */
  asOf: string | null
  /** Ledger whose ids the build continues; null for the first build and with `--fresh`. */
  parentLedger: string | null
  /**
   * How people are linked: `again` under the parent's calibration, looking only at what changed; `whole` under it, looking at everything; `anew`
   * by weights learned from these records. The first two give the same.
   */
  linking: 'again' | 'whole' | 'anew'
  /** Id of the edition that the build makes. */
  edition: string
  /** Tells how far the running step has come. */
  progress: (done: number, total?: number, unit?: string) => void
  signal: AbortSignal
}

/** A named step. `run` gives the number of rows it worked on. */
export type BuildStep = {
  name: string
  /** What it does, in a person's words. */
  label: string
  run: (context: BuildContext) => Promise<number>
}
