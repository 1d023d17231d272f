import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { findJsonFile, writeJsonFile } from '../../platform/files/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { openMappings, type Mappings } from '../../refinery/intake/index.ts'

/** A file that was sent and waits for a build. */
export type StoredUpload = {
  id: string
  /** The name it came with: a label for people, never a path. */
  file: string
  /** Where its bytes are. */
  path: string
  bytes: number
  /** When it came, ISO 8601. */
  added: string
  /** When a build was given it, ISO 8601; absent while none was. */
  taken?: string
}

const DAY = 86_400_000
const RECORD = 'upload.json'
const idForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Endings that are kept, because a reader may look at them. Any other file is called .csv, and its content decides. */
const endings = /\.(?:csv|tsv|txt|json|jsonl|vcf|xlsx|parquet)(?:\.gz)?$/i

const TOO_LARGE = 'is larger than this instance takes. Use fairlist build.'

type Options = {
  data: string
  clock: Clock
  /** Where they are kept instead, for uploads that only some may see. */
  folder?: string
  /** What is wrong with a file that is too large, and what to do, after its name. */
  tooLarge?: string
}

/** Files sent to the instance, each in a folder of its own below `<data>/uploads`, kept for a day or until a build took them. */
export class UploadStore {
  /** What was chosen for files that were sent here before. */
  readonly mappings: Mappings
  private readonly folder: string
  private readonly clock: Clock
  private readonly tooLarge: string

  constructor({ data, clock, folder = join(data, 'uploads'), tooLarge = TOO_LARGE }: Options) {
    this.folder = folder
    this.mappings = openMappings(data, basename(folder))
    this.clock = clock
    this.tooLarge = tooLarge
  }

  /** Writes what comes to disk as it comes. Whatever goes wrong, nothing is left behind. */
  async receive(content: Readable & { truncated?: boolean }, name: string): Promise<StoredUpload> {
    const id = newId({ clock: this.clock })
    const file = labelOf(name)
    const path = join(this.folder, id, `file${endings.exec(file)?.[0].toLowerCase() ?? '.csv'}`)
    await mkdir(join(this.folder, id), { recursive: true })
    try {
      const out = createWriteStream(path, { flags: 'wx', mode: 0o600 })
      await pipeline(content, out)
      if (content.truncated) throw new AppError('too_large', `${file} ${this.tooLarge}`)
      const upload: StoredUpload = { id, file, path, bytes: out.bytesWritten, added: this.clock.now().toISOString() }
      await writeJsonFile(join(this.folder, id, RECORD), upload)
      return upload
    } catch (error) {
      await rm(join(this.folder, id), { recursive: true, force: true })
      throw isDiskFull(error)
        ? new AppError('unavailable', 'The disk is full. Make room and send the file again.')
        : error
    }
  }

  /** An upload. Throws `not_found` when there is none, or no longer. */
  async get(id: string): Promise<StoredUpload> {
    const upload = idForm.test(id) ? await findJsonFile(join(this.folder, id, RECORD)) : null
    if (upload) return upload as StoredUpload
    throw new AppError('not_found', 'This upload is not there any more. Send the file again.')
  }

  /** Removes an upload. Throws `not_found`. */
  async delete(id: string): Promise<void> {
    await this.get(id)
    await rm(join(this.folder, id), { recursive: true, force: true })
  }

  /** Notes that a build was given these uploads. */
  async take(uploads: StoredUpload[]): Promise<void> {
    const taken = this.clock.now().toISOString()
    for (const upload of uploads) await writeJsonFile(join(this.folder, upload.id, RECORD), { ...upload, taken })
  }

  /** Writes the list of files of a build beside the uploads; gives its path. It goes with them. */
  async writeList(build: string, files: object[]): Promise<string> {
    const path = join(this.folder, build, 'build.json')
    await mkdir(join(this.folder, build), { recursive: true })
    await writeJsonFile(path, files)
    const now = this.clock.now().toISOString()
    await writeJsonFile(join(this.folder, build, RECORD), { id: build, added: now, taken: now })
    return path
  }

  /** Removes uploads older than a day, and those that a build took which ended well since (`done`: when it began). */
  async sweep(done: string | null): Promise<void> {
    const old = new Date(this.clock.now().getTime() - DAY).toISOString()
    const names = await readdir(this.folder).catch(() => [])
    for (const id of names.filter((name) => idForm.test(name))) {
      const upload = (await findJsonFile(join(this.folder, id, RECORD)).catch(() => null)) as StoredUpload | null
      const used = upload?.taken !== undefined && done !== null && upload.taken <= done
      // A folder without its record is an upload under way; its id says when it began.
      const added = upload?.added ?? timeOfId(id)
      if (used || added < old) await rm(join(this.folder, id), { recursive: true, force: true })
    }
  }
}

/** A file name for people: no folders, no control characters, not too long. */
function labelOf(name: string): string {
  const last = basename(name.replaceAll('\\', '/'))
  const plain = Array.from(last.normalize('NFC'))
    .filter((character) => character >= ' ' && character !== '\u007f')
    .join('')
  return plain.trim().slice(0, 200) || 'file.csv'
}

/** The time in an id of version 7 (RFC 9562), ISO 8601. */
function timeOfId(id: string): string {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString()
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
