import { findJsonFile, writeJsonFile } from '../../platform/files/index.ts'
import { storePaths, type StorePaths } from '../store/paths.ts'
import type { BuildReport } from './build-report.ts'

/** One step of a running build, as shown on screens. */
export type StepStatus = {
  name: string
  label: string
  state: 'waiting' | 'running' | 'done'
  done: number
  total: number | null
  unit: string
  seconds: number
  rows: number
}

/** What a build tells while it runs, and leaves behind: `build/status.json`. */
export type BuildStatus = {
  build: string
  pid: number
  /** When it began, ISO 8601. */
  started: string
  state: 'running' | 'done' | 'failed' | 'cancelled'
  files: string[]
  steps: StepStatus[]
  /** Why it failed, a sentence. */
  error?: string
  report?: BuildReport
}

/** The running build's status, or the last one's; null before the first. A build whose process is gone has failed. */
export async function getBuildStatus(data: string): Promise<BuildStatus | null> {
  const status = (await findJsonFile(storePaths(data).status)) as BuildStatus | null
  if (status?.state !== 'running' || isAlive(status.pid)) return status
  return {
    ...status,
    state: 'failed',
    error: 'The build was stopped from outside. What was served before is served still; build again.',
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Least time between two writes of the status, in milliseconds. */
const INTERVAL = 200

/** Keeps the status file of a build up to date, at most five times a second. */
export class StatusFile {
  readonly status: BuildStatus
  #paths: StorePaths
  #written = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(paths: StorePaths, status: BuildStatus) {
    this.#paths = paths
    this.status = status
  }

  /** Changes a step; writes when enough time has passed. */
  step(name: string, change: Partial<StepStatus>): void {
    const step = this.status.steps.find((each) => each.name === name)
    if (step) Object.assign(step, change)
    if (performance.now() - this.#written >= INTERVAL || change.state) void this.write()
  }

  /** Writes the status now, after what is being written. A status that cannot be written stops no build. */
  write(): Promise<void> {
    this.#written = performance.now()
    const text = structuredClone(this.status)
    this.#writing = this.#writing
      .then(() => writeJsonFile(this.#paths.status, text, { durable: false }))
      .catch(() => {})
    return this.#writing
  }
}
