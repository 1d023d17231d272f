import { rm } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { rulesVersion } from '../../engine/clean/index.ts'
import { calibration } from '../../engine/merge/index.ts'
import { openDuckDb } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { Progress } from '../../platform/progress/index.ts'
import { linkCompanies } from '../companies/link-companies.ts'
import { giveIds } from '../contacts/give-ids.ts'
import { LINK_RULES } from '../contacts/keep-calibration.ts'
import { linkContacts } from '../contacts/link-contacts.ts'
import { getManifest } from '../edition/manifest.ts'
import { dropSuppressed } from '../gate/drop-suppressed.ts'
import { writeIdentifiers } from '../gate/write-identifiers.ts'
import { draftFolder, writeEdition, type SealedTable } from '../edition/write-edition.ts'
import { mergeCompanies, mergeContacts } from '../merge/merge-entities.ts'
import { loadRows } from '../records/load-rows.ts'
import { batchesInForce, listBatches, type Batch } from '../store/batch.ts'
import { findCurrent } from '../store/current.ts'
import { storePaths, type StorePaths } from '../store/paths.ts'
import { readChecks } from '../values/read-checks.ts'
import { cleanValues } from '../values/clean-values.ts'
import { addBatches, type BuildFile } from './add-batches.ts'
import type { BuildContext, BuildStep } from './build-context.ts'
import type { BuildEvidence } from './build-evidence.ts'
import { takeBuildLock } from './build-lock.ts'
import type { BuildReport } from './build-report.ts'
import { explainFailure } from './explain-failure.ts'
import { publish } from './publish.ts'
import { sweep } from './sweep.ts'
import { StatusFile } from './build-status.ts'
import { watchMemory } from './watch-memory.ts'

/** Versions of the rules that live outside the cleaners; raise one when its results change. */
const RULES = `clean-${rulesVersion},${LINK_RULES},merge-5,${calibration.name}`

/** Memory that the database may use before it spills, in MB. */
const DATABASE_MEMORY = Math.min(1500, Math.round(totalmem() / 4 / 1e6))

export type BuildOptions = {
  /** Data directory; made when it is not there. */
  data: string
  /** Files to add as batches; none to build anew from what is there. */
  files: readonly BuildFile[]
  /** Date that the edition speaks of; by default the newest in the inputs. */
  asOf?: string
  /** Give ids anew instead of continuing those of the edition before. */
  fresh?: boolean
  /** Processes and threads; by default one for each core. Never changes the result. */
  threads?: number
  /** File to write `record_id,contact_id` to, for scoring. */
  members?: string
  /** File to write `record_id,company_id` to: which company each record names, for scoring. */
  workplaces?: string
  /** What people decided since: whom to leave out, and what was taken back. Without it, everything is in force. */
  evidence?: BuildEvidence
  /** Snapshot of verification results to build from, as an earlier build kept it, instead of the newest. */
  checks?: string
  /** Whether to look at every record again (`whole`: gives the same) or to learn the weights anew (`anew`); default neither. */
  linking?: BuildContext['linking']
  progress?: Progress
  signal?: AbortSignal
  /** Builds the catalogue's index into the edition; passed in because the catalogue is another's. */
  indexEdition: (options: { edition: string; progress?: Progress }) => Promise<void>
}

/** The steps between intake and publication, in order. */
function buildSteps(options: BuildOptions, sealed: SealedTable[]): BuildStep[] {
  const index: BuildStep = {
    name: 'index',
    label: 'Index for search',
    run: async (context) => {
      const progress: Progress = ({ done, total, unit }) => context.progress(done ?? 0, total, unit)
      await options.indexEdition({ edition: draftFolder(context), progress })
      return sealed.reduce((sum, table) => sum + table.rows, 0)
    },
  }
  return [
    loadRows,
    cleanValues,
    readChecks,
    linkCompanies,
    linkContacts,
    dropSuppressed,
    giveIds,
    mergeCompanies,
    mergeContacts,
    writeEdition(sealed),
    writeIdentifiers,
    index,
  ]
}

/**
 * Runs the refinery: files become batches, the batches in force become an edition, the edition becomes current.
 * Until the last moment nothing that is served changes. Throws `bad_input` for files that cannot be used, `busy` when
 * another build is running, and the signal's reason when it is cancelled.
 */
export async function runBuild(options: BuildOptions): Promise<BuildReport> {
  const paths = storePaths(options.data)
  const release = await takeBuildLock(paths).catch((error: unknown) => {
    throw explainFailure(error)
  })
  const steps: BuildReport['steps'] = []
  const sealed: SealedTable[] = []
  const intake = { name: 'intake', label: 'Read the files' }
  const list = buildSteps(options, sealed)
  const edition = await nextEdition(paths)
  const status = new StatusFile(paths, {
    build: edition,
    pid: process.pid,
    started: new Date().toISOString(),
    state: 'running',
    files: options.files.map((file) => file.label ?? file.path),
    steps: [intake, ...list].map(({ name, label }) => ({
      name,
      label,
      state: 'waiting',
      done: 0,
      total: null,
      unit: '',
      seconds: 0,
      rows: 0,
    })),
  })
  const memory = watchMemory()
  try {
    await sweep(paths)
    await status.write()
    const timed = timer({ steps, status, progress: options.progress })
    const context = await prepare(options, { paths, edition, intake, timed })
    try {
      for (const step of list) {
        context.signal.throwIfAborted()
        await timed(step, (progress) => step.run({ ...context, progress }))
      }
      const report = await publish(context, { options, rules: RULES, sealed, steps, peakMemory: memory.stop() })
      Object.assign(status.status, { state: 'done', report })
      return report
    } finally {
      context.db.close()
    }
  } catch (error) {
    const cancelled = options.signal?.aborted === true
    const failure = explainFailure(error)
    Object.assign(status.status, { state: cancelled ? 'cancelled' : 'failed', error: sentenceOf(failure) })
    if (cancelled) throw new AppError('conflict', 'The build was cancelled. Nothing was published.', { cause: error })
    throw failure
  } finally {
    memory.stop()
    await status.write()
    await rm(paths.work, { recursive: true, force: true })
    release()
  }
}

type Timed = (
  step: { name: string; label: string },
  run: (progress: BuildContext['progress']) => Promise<number>,
) => Promise<void>

/** Runs steps one after the other, and tells the report, the status file and whoever watches. */
function timer({
  steps,
  status,
  progress,
}: {
  steps: BuildReport['steps']
  status: StatusFile
  progress?: Progress
}): Timed {
  return async ({ name, label }, run) => {
    const start = performance.now()
    const elapsed = () => Math.round(performance.now() - start) / 1000
    status.step(name, { state: 'running' })
    progress?.({ step: label })
    const rows = await run((done, total, unit = 'rows') => {
      status.step(name, { done, total: total ?? null, unit, seconds: elapsed() })
      progress?.({ step: label, done, total, unit })
    })
    status.step(name, { state: 'done', done: rows, total: rows, seconds: elapsed(), rows })
    steps.push({ name, label, seconds: elapsed(), rows })
  }
}

type Preparation = { paths: StorePaths; edition: string; intake: { name: string; label: string }; timed: Timed }

/** Adds the files and opens what the steps work with. */
async function prepare(options: BuildOptions, { paths, edition, intake, timed }: Preparation): Promise<BuildContext> {
  const signal = options.signal ?? new AbortController().signal
  await timed(intake, async (tell) => {
    const progress: Progress = ({ done, total, unit }) => tell(done ?? 0, total, unit)
    const added = await addBatches(paths, { files: options.files, now: new Date().toISOString(), progress, signal })
    return added.reduce((sum, batch) => sum + batch.rows, 0)
  })
  const inForce = batchesInForce(await listBatches(paths))
  // What there was may have been taken back and removed: then an empty edition comes of it.
  if (inForce.length === 0 && (await findCurrent(paths)) === null)
    throw new AppError('bad_input', 'There is nothing to build from yet. Name a file: `fairlist build contacts.csv`.')
  const threads = options.threads ?? availableParallelism()
  const db = await openDuckDb({
    path: join(paths.work, 'build.duckdb'),
    memory: DATABASE_MEMORY,
    threads,
    temp: join(paths.work, 'spill'),
  })
  signal.addEventListener('abort', () => db.interrupt(), { once: true })
  const parentLedger = options.fresh ? null : await ledgerToContinue(paths, inForce)
  const evidence = options.evidence ?? null
  const withdrawn = new Set(evidence?.withdrawn.batches)
  const batches = inForce.filter(({ id }) => !withdrawn.has(id))
  const sample = inForce.length > 0 && inForce.every((batch) => batch.sample)
  return {
    paths,
    db,
    threads,
    batches,
    sample,
    evidence,
    checks: options.checks ?? null,
    asOf: options.asOf ?? null,
    parentLedger,
    linking: options.linking ?? 'again',
    edition,
    signal,
    progress: () => {},
  }
}

/** The newest ledger; none when the sample world retires with this build. */
async function ledgerToContinue(paths: StorePaths, batches: readonly Batch[]): Promise<string | null> {
  const current = await findCurrent(paths)
  if (!current) return null
  const { sample } = await getManifest(paths.data, current.edition)
  return sample && batches.some((batch) => !batch.sample) ? null : current.ledger
}

async function nextEdition(paths: StorePaths): Promise<string> {
  const newest = (await findCurrent(paths))?.ledger ?? 'e000000'
  return `e${String(Number(newest.slice(1)) + 1).padStart(6, '0')}`
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
