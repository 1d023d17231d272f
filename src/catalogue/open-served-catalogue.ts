import { watch, type FSWatcher } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../platform/clock/index.ts'
import { AppError } from '../platform/errors/index.ts'
import { findJsonFile } from '../platform/files/index.ts'
import type { Catalogue } from './catalogue.ts'
import type { Masks } from './masks.ts'
import { openCatalogue, type IdentifierKey } from './open-catalogue.ts'

/** The edition that is about to be served, for whoever says what to hide of it; nothing is hidden of it yet, or what was before. */
export type MaskSource = Pick<Catalogue, 'edition' | 'findByIdentifier' | 'identifiersOf' | 'getContacts'>

type ServedCatalogueOptions = {
  /** The data directory, which holds `current.json` and `editions/`. */
  data: string
  /** The key of identifiers, so that contacts are found by them in every edition. */
  key?: IdentifierKey
  /** Brings confidences to the day; without it they stay those of the edition's date. */
  clock?: Clock
  /** Says what to hide of an edition; awaited before it is served. While it fails, the one before is served on. */
  masks?: (edition: MaskSource) => Promise<Masks>
  /** How often to look at `current.json` besides being told of changes, in ms (default 2000): some file systems tell nothing. */
  pollEvery?: number
  /** Told when another edition is served. */
  onChange?: (edition: string) => void
  /** Told why a new edition cannot be served; the one before it is served on. Told once for each reason. */
  onProblem?: (error: Error) => void
}

/** The catalogue of the edition that is current now, and later. */
export type ServedCatalogue = {
  /** The catalogue now. Throws `unavailable` while there is none. Keep it no longer than one turn of the event loop: see `use`. */
  current(): Catalogue
  /** The edition served now, null while there is none. */
  edition(): string | null
  /** Runs a request on the current catalogue, which stays open until the request has ended. */
  use<T>(work: (catalogue: Catalogue) => Promise<T> | T): Promise<T>
  /**
   * Hides these contacts, too, at once, in this edition and in later ones, until masks that were asked for afterwards say
   * otherwise. Write down why first, then hide.
   */
  hide(ids: Iterable<string>): void
  /** Asks again what to hide of the edition that is served; resolves when it is hidden. Rejects as `masks` does. */
  refreshMasks(): Promise<void>
  /** Looks at `current.json` now; resolves when what it names is served, or could not be. */
  refresh(): Promise<void>
  /** Stops watching, waits for running requests, closes. */
  close(): Promise<void>
}

/** Times that masks are read anew because somebody was hidden meanwhile, before an edition is served all the same. */
const MOST_READINGS = 5

/** What masks come to in one edition, and when reading them began. */
type ReadMasks = Omit<Masks, 'suppressed'> & { began: number }

type Served = { catalogue: Catalogue; running: number; retired: boolean; closed: () => void; whenClosed: Promise<void> }

/**
 * Follows `<data>/current.json`: swaps to a new edition between two requests, and closes the old one when its last request
 * has ended. An edition that is missing or half written is passed over and tried again; the old one is served on.
 */
export async function openServedCatalogue(options: ServedCatalogueOptions): Promise<ServedCatalogue> {
  const follower = new EditionFollower(options)
  await follower.start()
  return {
    current: () => follower.served().catalogue,
    edition: () => follower.edition(),
    use: (work) => follower.use(work),
    hide: (ids) => follower.hide(ids),
    refreshMasks: () => follower.refreshMasks(),
    refresh: () => follower.refresh(),
    close: () => follower.close(),
  }
}

class EditionFollower {
  private readonly options: ServedCatalogueOptions
  private now: Served | null = null
  /** Contacts hidden one by one, with the moment: the reading of masks that begins after it knows them. */
  private late = new Map<string, number>()
  private moment = 0
  private retiring: Promise<void>[] = []
  private problem = ''
  private looking: Promise<void> = Promise.resolve()
  private watcher: FSWatcher | null = null
  private timer: NodeJS.Timeout | null = null
  private stopped = false

  constructor(options: ServedCatalogueOptions) {
    this.options = options
  }

  async start(): Promise<void> {
    await mkdir(this.options.data, { recursive: true })
    this.watcher = watchQuietly(this.options.data, () => void this.refresh())
    this.timer = setInterval(() => void this.refresh(), this.options.pollEvery ?? 2000)
    this.timer.unref()
    await this.refresh()
  }

  edition(): string | null {
    return this.now?.catalogue.edition ?? null
  }

  served(): Served {
    if (this.now) return this.now
    const message = 'There is no edition to search yet. Build one: fairlist build FILE'
    throw new AppError('unavailable', message, this.problem === '' ? {} : { detail: this.problem })
  }

  async use<T>(work: (catalogue: Catalogue) => Promise<T> | T): Promise<T> {
    const served = this.served()
    served.running++
    try {
      return await work(served.catalogue)
    } finally {
      served.running--
      closeWhenIdle(served)
    }
  }

  hide(ids: Iterable<string>): void {
    const list = [...ids]
    this.moment++
    for (const id of list) this.late.set(id, this.moment)
    this.now?.catalogue.hide(list)
  }

  refreshMasks(): Promise<void> {
    const again = async (): Promise<void> => {
      const served = this.now
      if (!served || this.stopped) return
      served.running++
      try {
        this.apply(served.catalogue, await this.readMasks(served.catalogue))
      } finally {
        served.running--
        closeWhenIdle(served)
      }
    }
    const refreshed = this.looking.then(again)
    this.looking = refreshed.catch(() => undefined)
    return refreshed
  }

  refresh(): Promise<void> {
    this.looking = this.looking.then(() => (this.stopped ? undefined : this.look()))
    return this.looking
  }

  async close(): Promise<void> {
    this.stopped = true
    this.watcher?.close()
    if (this.timer) clearInterval(this.timer)
    await this.looking
    if (this.now) this.retire(this.now)
    this.now = null
    await Promise.all(this.retiring)
  }

  private async look(): Promise<void> {
    try {
      const pointer = await findJsonFile(join(this.options.data, 'current.json'))
      const edition = editionOf(pointer)
      if (edition === null || edition === this.edition()) return
      const { data, key, clock } = this.options
      const catalogue = await openCatalogue(join(data, 'editions', edition), {
        ...(key ? { key } : {}),
        ...(clock ? { clock } : {}),
      })
      const masks = await this.settledMasks(catalogue).catch(async (error: unknown) => {
        await catalogue.close()
        throw error
      })
      this.swap(catalogue, masks)
      this.problem = ''
    } catch (cause) {
      this.report(cause instanceof Error ? cause : new Error(String(cause)))
    }
  }

  /** Masks in which everybody is who was hidden in the edition before while they were read: here they may have another id. */
  private async settledMasks(catalogue: Catalogue): Promise<ReadMasks> {
    let masks = await this.readMasks(catalogue)
    for (let reading = 1; masks.began !== this.moment && reading < MOST_READINGS; reading++)
      masks = await this.readMasks(catalogue)
    if (masks.began !== this.moment) void this.refreshMasks().catch((error: Error) => this.report(error))
    return masks
  }

  private async readMasks(catalogue: Catalogue): Promise<ReadMasks> {
    const began = this.moment
    const masks = await this.options.masks?.(catalogue)
    if (!masks) return { began, contacts: [], fields: new Map() }
    const suppressed = await catalogue.findByIdentifiers(masks.suppressed)
    return { began, contacts: [...suppressed, ...masks.contacts], fields: masks.fields }
  }

  private apply(catalogue: Catalogue, { began, contacts, fields }: ReadMasks): void {
    if (this.options.masks) for (const [id, moment] of this.late) if (moment <= began) this.late.delete(id)
    catalogue.applyMasks({ contacts: [...contacts, ...this.late.keys()], fields })
  }

  private swap(catalogue: Catalogue, masks: ReadMasks): void {
    this.apply(catalogue, masks)
    const old = this.now
    const { promise, resolve } = Promise.withResolvers<void>()
    this.now = { catalogue, running: 0, retired: false, closed: resolve, whenClosed: promise }
    if (old) this.retire(old)
    this.options.onChange?.(catalogue.edition)
  }

  private retire(served: Served): void {
    served.retired = true
    this.retiring.push(served.whenClosed)
    closeWhenIdle(served)
  }

  private report(error: Error): void {
    if (error.message === this.problem) return
    this.problem = error.message
    this.options.onProblem?.(error)
  }
}

function closeWhenIdle(served: Served): void {
  if (!served.retired || served.running > 0) return
  served.catalogue.close().then(served.closed, served.closed)
}

/** The edition that `current.json` names; null when there is no such file. Throws when it names none, or a path. */
function editionOf(pointer: unknown): string | null {
  if (pointer === null) return null
  const edition = (pointer as { edition?: unknown }).edition
  if (typeof edition === 'string' && /^[\w.-]+$/.test(edition) && !/^\.+$/.test(edition)) return edition
  throw new AppError('unavailable', 'current.json names no edition. Choose one: fairlist edition rollback ID')
}

/** Being told of changes is only the faster way: where a file system cannot, looking now and then is enough. */
function watchQuietly(directory: string, onChange: () => void): FSWatcher | null {
  try {
    const watcher = watch(directory, (_event, file) => {
      if (file === null || file === 'current.json') onChange()
    })
    watcher.on('error', () => watcher.close())
    watcher.unref()
    return watcher
  } catch {
    return null
  }
}
