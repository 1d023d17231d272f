import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { rulesVersion } from '../../engine/clean/index.ts'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { writeJsonFile } from '../../platform/files/index.ts'
import type { Progress } from '../../platform/progress/index.ts'
import { linkCompanies } from '../companies/link-companies.ts'
import { giveIds } from '../contacts/give-ids.ts'
import { linkContacts } from '../contacts/link-contacts.ts'
import { getManifest, isEditionId, type Manifest } from '../edition/manifest.ts'
import { editionRoot } from '../edition/seal-table.ts'
import { completeness, draftFolder, writeEdition, type SealedTable } from '../edition/write-edition.ts'
import { mergeCompanies, mergeContacts } from '../merge/merge-entities.ts'
import { loadRows } from '../records/load-rows.ts'
import { batchesInForce, listBatches, type Batch } from '../store/batch.ts'
import { commitToInputs } from '../store/commitment.ts'
import { findCurrent, setCurrent } from '../store/current.ts'
import { storePaths, type StorePaths } from '../store/paths.ts'
import { cleanValues } from '../values/clean-values.ts'
import { addBatches, type BuildFile } from './add-batches.ts'
import type { BuildContext, BuildStep } from './build-context.ts'
import { takeBuildLock } from './build-lock.ts'
import { countRecords } from './count-records.ts'
import type { BuildReport } from './build-report.ts'
import { explainFailure } from './explain-failure.ts'
import { StatusFile } from './build-status.ts'
import { watchMemory } from './watch-memory.ts'

/** Versions of the rules that live outside the cleaners; raise one when its results change. */
const RULES = `clean-${rulesVersion},link-1,merge-1`

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
    linkCompanies,
    linkContacts,
    giveIds,
    mergeCompanies,
    mergeContacts,
    writeEdition(sealed),
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
      const report = await publish(context, { options, sealed, steps, peakMemory: memory.stop() })
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
  const batches = batchesInForce(await listBatches(paths))
  if (batches.length === 0)
    throw new AppError('bad_input', 'There is nothing to build from yet. Name a file: `fairlist build contacts.csv`.')
  const threads = options.threads ?? availableParallelism()
  const db = await openDuckDb({
    path: join(paths.work, 'build.duckdb'),
    memory: DATABASE_MEMORY,
    threads,
    temp: join(paths.work, 'spill'),
  })
  signal.addEventListener('abort', () => db.interrupt(), { once: true })
  const parentLedger = options.fresh ? null : await ledgerToContinue(paths, batches)
  return { paths, db, threads, batches, parentLedger, edition, signal, progress: () => {} }
}

/** The newest ledger; none when the sample world retires with this build. */
async function ledgerToContinue(paths: StorePaths, batches: readonly Batch[]): Promise<string | null> {
  const current = await findCurrent(paths)
  if (!current) return null
  const { sample } = await getManifest(paths.data, current.edition)
  return sample && batches.some((batch) => !batch.sample) ? null : current.ledger
}

type Publication = {
  options: BuildOptions
  sealed: readonly SealedTable[]
  steps: BuildReport['steps']
  peakMemory: number
}

/** Writes manifest and ledger, moves the edition into place, and makes both current by one rename. */
async function publish(
  context: BuildContext,
  { options, sealed, steps, peakMemory }: Publication,
): Promise<BuildReport> {
  const { paths, db, edition, batches } = context
  const counts = await countRecords(context)
  const rowsOf = (name: string) => sealed.find((table) => table.name === name)?.rows ?? 0
  const report: BuildReport = {
    edition,
    root: editionRoot(sealed),
    ...counts.report,
    contacts: rowsOf('contacts'),
    companies: rowsOf('companies'),
    duplicates: counts.people - rowsOf('contacts'),
    completeness: await completeness(context),
    seconds: Math.round(steps.reduce((sum, step) => sum + step.seconds, 0) * 1000) / 1000,
    peakMemory,
    steps,
    dropped: [...new Set(batches.flatMap((batch) => batch.dropped))].sort(),
    notices: [],
  }
  const manifest: Manifest = {
    format: 1,
    edition,
    created: new Date().toISOString(),
    asOf: options.asOf ?? counts.newest,
    rules: RULES,
    parent: context.parentLedger,
    inputs: { rows: counts.report.records, commitment: await commitToInputs(paths, batches) },
    tables: sealed.map(({ name, rows, root }) => ({ name, rows, root })),
    root: report.root,
    quality: { completeness: report.completeness },
    sample: batches.every((batch) => batch.sample),
    report,
  }
  if (options.members) await db.run(`COPY (${MEMBERS}) TO ${sqlText(options.members)} (FORMAT csv, HEADER)`)
  await writeJsonFile(join(draftFolder(context), 'manifest.json'), manifest)
  const ledger = join(paths.work, 'ledger.parquet')
  await db.run(
    `COPY (SELECT * FROM ledger ORDER BY kind, member) TO ${sqlText(ledger)} (FORMAT parquet, COMPRESSION zstd)`,
  )
  context.signal.throwIfAborted()
  await mkdir(paths.editions, { recursive: true })
  await mkdir(paths.ledgers, { recursive: true })
  await rename(ledger, paths.ledger(edition))
  await rename(draftFolder(context), paths.edition(edition))
  await setCurrent(paths, { edition, ledger: edition })
  return report
}

const MEMBERS = `SELECT coalesce(r.record_id, r.row::VARCHAR) AS record_id, i.id AS contact_id
  FROM rows r JOIN content_people p USING (k) JOIN contact_ids i ON i.cluster = p.person ORDER BY ALL`

/** Removes what a build that died left behind: its work, and an edition or ledger that never became current. */
async function sweep(paths: StorePaths): Promise<void> {
  await rm(paths.work, { recursive: true, force: true })
  await mkdir(join(paths.work, 'spill'), { recursive: true })
  const newest = (await findCurrent(paths))?.ledger ?? ''
  for (const id of (await readdir(paths.editions).catch(() => [])).filter(isEditionId)) {
    if (id > newest) await rm(paths.edition(id), { recursive: true, force: true })
  }
  for (const file of await readdir(paths.ledgers).catch(() => [])) {
    if (file > `${newest}.parquet`) await rm(join(paths.ledgers, file), { force: true })
  }
}

async function nextEdition(paths: StorePaths): Promise<string> {
  const newest = (await findCurrent(paths))?.ledger ?? 'e000000'
  return `e${String(Number(newest.slice(1)) + 1).padStart(6, '0')}`
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
