import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { AppError } from '../../platform/errors/index.ts'

const CHUNK_BYTES = 256 * 1024

type Options = {
  gzip: boolean
  /** Reads no further than this. */
  end?: number
  /** Receives the SHA-256 of the file's bytes (before unpacking), in hex, once all of them have been read. */
  onDigest?: (digest: string) => void
  /** Receives the bytes read so far. */
  onBytes?: (bytes: number) => void
}

/** A file's bytes, unpacked if it is gzip, in chunks. Memory is bounded by the chunk. */
export async function* openSourceBytes(path: string, options: Options): AsyncGenerator<Buffer> {
  const raw = readRaw(path, options)
  if (!options.gzip) {
    yield* raw
    return
  }
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES })
  const fed = feed(raw, unpacked)
  fed.catch((error: Error) => unpacked.destroy(error))
  try {
    for await (const chunk of unpacked) yield chunk as Buffer
    await fed
  } catch (cause) {
    throw asUnpackError(path, cause)
  } finally {
    unpacked.destroy()
  }
}

async function* readRaw(path: string, { end, onDigest, onBytes }: Options): AsyncGenerator<Buffer> {
  const hash = onDigest ? createHash('sha256') : null
  const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES, ...(end === undefined ? {} : { end: end - 1 }) })
  let bytes = 0
  for await (const chunk of stream) {
    hash?.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
    onBytes?.(bytes)
    yield chunk as Buffer
  }
  if (hash) onDigest?.(hash.digest('hex'))
}

async function feed(raw: AsyncGenerator<Buffer>, into: ReturnType<typeof createGunzip>): Promise<void> {
  for await (const chunk of raw) {
    if (into.destroyed) return
    if (!into.write(chunk)) {
      await new Promise<void>((resolve) => {
        into.once('drain', resolve)
        into.once('close', resolve)
      })
    }
  }
  into.end()
}

function asUnpackError(path: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (!code.startsWith('Z_')) return cause
  return new AppError('bad_input', `${path} is a damaged gzip file: unpack it yourself or export it again.`, { cause })
}
