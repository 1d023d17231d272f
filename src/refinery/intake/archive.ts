import type { Readable } from 'node:stream'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { AppError } from '../../platform/errors/index.ts'

/** Bytes that a file in an archive may unpack to. */
const MOST_BYTES = 4 * 2 ** 30
/** How much larger than packed: more is made to fill a disk. Small files may be packed as tightly as they like. */
const MOST_RATIO = 200
const SMALL = 100 * 2 ** 20
const MOST_ENTRIES = 10_000

/** An archive that is open: its files by name, and their bytes. */
export type Archive = {
  entries: Map<string, Entry>
  read: (name: string) => Promise<AsyncGenerator<Buffer> | null>
  close: () => void
}

/** Opens a ZIP archive. Throws `bad_input` when it is damaged, locked, or unpacks to more than it may. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((cause: unknown) => {
    throw damaged(path, cause)
  })
  try {
    const entries = await listEntries(path, zip)
    return {
      entries,
      close: () => zip.close(),
      read: async (name) => {
        const entry = entries.get(name)
        return entry ? readEntry(path, zip, entry) : null
      },
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function listEntries(path: string, zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES)
    throw new AppError('bad_input', `${path} is an archive of ${zip.entryCount} files: pack the table alone.`)
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    zip.once('error', (cause: unknown) => reject(damaged(path, cause)))
    zip.readEntry()
  })
}

async function* readEntry(path: string, zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const { compressedSize, uncompressedSize, fileName } = entry
  const tooLarge = () =>
    new AppError(
      'bad_input',
      `${path}: ${fileName} unpacks to far more than it is packed. It was not read: save the table as CSV.`,
    )
  if (uncompressedSize > MOST_BYTES || (uncompressedSize > SMALL && uncompressedSize > compressedSize * MOST_RATIO))
    throw tooLarge()
  if (entry.isEncrypted()) throw new AppError('bad_input', `${path} is protected by a password: save it without one.`)
  let stream: Readable
  try {
    stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) yield chunk as Buffer
  } catch (cause) {
    throw cause instanceof AppError ? cause : damaged(path, cause)
  }
}

function damaged(path: string, cause: unknown): AppError {
  return new AppError('bad_input', `${path} is a damaged workbook or archive: save it again.`, { cause })
}
