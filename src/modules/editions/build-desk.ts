import { readFile } from 'node:fs/promises'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { fields, type Field } from '../../refinery/intake/index.ts'
import { getBuildStatus, type BuildFile, type BuildStatus } from '../../refinery/index.ts'
import type { StoredUpload, UploadStore } from './upload-store.ts'

/** A build to start: its id, and the JSON list of its files, which `fairlist build --uploads PATH` takes. */
export type BuildJob = { build: string; uploads: string }

type WantedUpload = {
  upload: string
  source?: string | undefined
  sourceColumn?: string | undefined
  mapping?: Record<string, string | null> | undefined
}

type BuildDeskOptions = {
  data: string
  clock: Clock
  uploads: UploadStore
  /** Starts the build in a process of its own, or queues it; resolves when that is done, not when the build is. */
  startBuild: (job: BuildJob) => Promise<void>
}

/** Longest time between a build's order and its first word, in ms. */
const PATIENCE = 60_000

/** Where builds are ordered, watched and cancelled, whoever started them. */
export class BuildDesk {
  private readonly options: BuildDeskOptions
  private ordered: BuildStatus | null = null
  private ordering = false

  constructor(options: BuildDeskOptions) {
    this.options = options
  }

  /** The build under way or the last one; null before the first. A build that was ordered counts as running. */
  async status(): Promise<BuildStatus | null> {
    const status = await getBuildStatus(this.options.data)
    const { ordered } = this
    if (ordered === null) return status
    if (status && status.started >= ordered.started) {
      this.ordered = null
      return status
    }
    const late = this.options.clock.now().getTime() - Date.parse(ordered.started) > PATIENCE
    return late
      ? { ...ordered, state: 'failed', error: 'The build did not begin. Look into the log, then try again.' }
      : ordered
  }

  /** Orders a build from uploads, or from the batches there are. Throws `busy` while one runs, `not_found`, `bad_input`. */
  async start(wanted: WantedUpload[]): Promise<string> {
    // Taken before anything is awaited: two orders at the same time must not both find that nothing runs.
    if (this.ordering) throw busy()
    this.ordering = true
    try {
      if ((await this.status())?.state === 'running') throw busy()
      return await this.order(wanted)
    } finally {
      this.ordering = false
    }
  }

  private async order(wanted: WantedUpload[]): Promise<string> {
    const { uploads, clock } = this.options
    const found = await Promise.all(wanted.map(({ upload }) => uploads.get(upload)))
    const files = wanted.map((each, index) => buildFile(each, { upload: found[index], index }))
    // Kept for the next file of this kind; that it cannot be kept is no reason not to build.
    await Promise.all(
      files.map(async ({ path, mapping }) => mapping && uploads.mappings.remember(path, mapping).catch(() => {})),
    )
    const build = newId({ clock })
    const path = await uploads.writeList(build, files)
    await uploads.take(found)
    this.ordered = orderedStatus({ build, started: clock.now().toISOString(), files: found.map(({ file }) => file) })
    try {
      await this.options.startBuild({ build, uploads: path })
    } catch (error) {
      this.ordered = null
      throw error
    }
    return build
  }

  /** Tells the running build to stop; it ends by itself soon after, and nothing is published. Throws `conflict` when none runs. */
  async cancel(): Promise<BuildStatus> {
    const status = await this.status()
    if (status?.state !== 'running') throw new AppError('conflict', 'No build is running.')
    if (status === this.ordered) throw new AppError('conflict', 'The build is just beginning. Try again in a moment.')
    // A process that died and whose number another one has got must not be met.
    if (!(await isBuild(status.pid))) throw new AppError('conflict', 'The build has ended already.')
    process.kill(status.pid, 'SIGTERM')
    return status
  }
}

function busy(): AppError {
  return new AppError('busy', 'A build is running. Wait for its end or cancel it, then start the next one.')
}

function orderedStatus({ build, started, files }: Pick<BuildStatus, 'build' | 'started' | 'files'>): BuildStatus {
  return { build, started, files, pid: 0, state: 'running', steps: [] }
}

function buildFile(wanted: WantedUpload, { upload, index }: { upload: StoredUpload; index: number }): BuildFile {
  const { source, sourceColumn, mapping } = wanted
  for (const [column, field] of Object.entries(mapping ?? {})) {
    if (field === null || fields.includes(field as Field)) continue
    const detail = `There is no field ${JSON.stringify(field)}.`
    throw new AppError('bad_input', detail, {
      errors: [{ pointer: `/body/uploads/${index}/mapping/${column}`, detail }],
    })
  }
  return {
    path: upload.path,
    label: upload.file,
    ...(sourceColumn ? { sourceColumn } : { source: source ?? upload.file.replace(/\.[^.]+$/, '') }),
    ...(mapping ? { mapping: mapping as Record<string, Field | null> } : {}),
  }
}

/** Whether a process is a build of ours, as far as the system tells (Linux); elsewhere a live process is taken for one. */
async function isBuild(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.split('\0').includes('build')
}
