import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { ErrorCode } from '../../platform/errors/index.ts'
import { scanApart } from '../../refinery/files/index.ts'
import type { Scan, SoFar } from '../../refinery/files/index.ts'
import type { Peers, Sender } from './compare-with-peers.ts'
import limits from './limits.json' with { type: 'json' }

/** A file that was sent to be scanned. */
export type SentFile = Sender & {
  /** Folder of its own, with the file in it: removed when the scan has ended. */
  folder: string
  path: string
  /** The name it came with. */
  file: string
  /** Whether its counts may be kept. */
  keep: boolean
}

/** A scan under way, or its result: in memory only. */
export type DeskScan = Pick<SentFile, 'file' | 'keep'> & {
  id: string
  soFar: SoFar
} & (
    | { state: 'waiting' | 'reading' }
    | { state: 'failed'; problem: { code: ErrorCode; message: string } }
    | { state: 'done'; scan: Scan; peers: Peers | null; kept: boolean; made: Date; until: Date }
  )

type Options = {
  clock: Clock
  /** Keeps what may be kept; gives whether it did. */
  keep: (sender: Sender, scan: Scan) => Promise<boolean>
  compare: (sender: Sender) => Promise<Peers | null>
  onProblem: (error: unknown) => void
}

const MINUTE = 60_000

/** Scans files of visitors, a few at a time, and holds each result in memory for an hour for whoever knows its id. */
export class ScanDesk {
  private readonly options: Options
  private readonly scans = new Map<string, DeskScan>()
  private readonly waiting: (() => void)[] = []
  private readonly work = new Map<string, Promise<void>>()
  private readonly ending = new AbortController()
  private busy = 0

  constructor(options: Options) {
    this.options = options
  }

  /** Throws `busy` when so many wait that another one had better come later. */
  checkRoom(): void {
    if (this.ending.signal.aborted)
      throw new AppError('unavailable', 'The server is about to stop. Try again in a minute.')
    if (this.waiting.length >= limits.waiting)
      throw new AppError(
        'busy',
        'Many files are being scanned just now. Please try again in a minute. Nothing was kept.',
      )
  }

  /** Begins a scan, now or when others have ended. Gives its id, which nobody can guess. */
  begin(sent: SentFile): string {
    const id = randomBytes(18).toString('base64url')
    const { file, keep } = sent
    this.scans.set(id, { id, file, keep, state: 'waiting', soFar: { rows: 0, total: 0, indicators: {}, score: 0 } })
    const work = this.run(id, sent)
    this.work.set(id, work)
    return id
  }

  /** A scan. Throws `not_found` when there is none, or no longer. */
  get(id: string): DeskScan {
    const found = this.scans.get(id)
    const isOver = found?.state === 'done' && found.until <= this.options.clock.now()
    if (found && !isOver) return found
    throw new AppError(
      'not_found',
      'This result is not there any more: results are held for an hour. Send the file again.',
    )
  }

  /** Waits until a scan has ended, at most so long, in ms. */
  async settle(id: string, patience: number): Promise<DeskScan> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, patience)
    await Promise.race([this.work.get(id), promise])
    clearTimeout(timer)
    return this.get(id)
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.ending.abort()
    for (const go of this.waiting.splice(0)) go()
    await Promise.all(this.work.values())
  }

  private async run(id: string, sent: SentFile): Promise<void> {
    await this.turn()
    try {
      const scan = await this.read(id, sent)
      const peers = await this.options.compare(sent)
      const kept = sent.keep && (await this.options.keep(sent, scan))
      const made = this.options.clock.now()
      const until = new Date(made.getTime() + limits.minutesKept * MINUTE)
      this.replace(id, { state: 'done', scan: { ...scan, file: sent.file }, peers, kept, made, until })
    } catch (error) {
      if (!(error instanceof AppError)) this.options.onProblem(error)
      this.replace(id, { state: 'failed', problem: problemOf(error, sent) })
    } finally {
      await rm(sent.folder, { recursive: true, force: true })
      this.busy--
      this.waiting.shift()?.()
      this.work.delete(id)
      setTimeout(() => this.scans.delete(id), limits.minutesKept * MINUTE).unref()
    }
  }

  private async turn(): Promise<void> {
    if (this.busy >= limits.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve))
    this.busy++
  }

  private async read(id: string, { folder, path }: SentFile): Promise<Scan> {
    this.replace(id, { state: 'reading' })
    const temporary = join(folder, 'work')
    await mkdir(temporary, { recursive: true })
    return scanApart(path, {
      mostRows: limits.rows,
      patience: limits.seconds * 1000,
      memory: limits.memory,
      temporary,
      watch: (soFar) => this.replace(id, { state: 'reading', soFar }),
      signal: this.ending.signal,
    })
  }

  private replace(id: string, change: Partial<DeskScan>): void {
    const known = this.scans.get(id)
    if (known) this.scans.set(id, { ...known, ...change } as DeskScan)
  }
}

/** Why there is no result, in words for the sender, who knows the file by the name it came with. */
function problemOf(error: unknown, { path, file }: SentFile): { code: ErrorCode; message: string } {
  if (!(error instanceof AppError)) return { code: 'internal', message: 'The scan failed on our side.' }
  return { code: error.code, message: error.message.replaceAll(path, file) }
}
