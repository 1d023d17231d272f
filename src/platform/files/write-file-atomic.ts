import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

type WriteOptions = {
  /** Permissions of the file, e.g. 0o600 for a secret. */
  mode?: number
  /** Wait until the bytes and the name are on the disk (default). Off for what may be lost, e.g. a status shown on screen. */
  durable?: boolean
}

/**
 * Writes a file so that a reader sees the old content or the new, never a part, also when the process or the machine dies:
 * into a new file beside it, flushed, then renamed over it, then the directory flushed.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  { mode = 0o644, durable = true }: WriteOptions = {},
): Promise<void> {
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  try {
    const file = await open(draft, 'wx', mode)
    try {
      await file.writeFile(content)
      if (durable) await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  if (durable) await syncDirectory(dirname(path))
}

/** Flushes a directory, so that a rename in it survives a power cut. Windows has no such thing and needs none. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
