import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../platform/errors/index.ts'

/** Bytes that are unpacked at most, and how many times those of the packed file: more is made to fill a disk. Small files may be packed as tightly as they like. */
const MOST_BYTES = 4 * 2 ** 30
const MOST_RATIO = 200
const SMALL = 100 * 2 ** 20

/**
 * Unpacks a file into the temporary folder for as long as `work` needs it. `path` is the file that people know: errors speak of that.
 * Throws `bad_input` when it unpacks to more than 4 GB, or to far more than it is packed.
 */
export async function unpackTable<Result>(
  path: string,
  bytes: AsyncIterable<Buffer>,
  work: (unpacked: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlist-unpacked-'))
  const unpacked = join(folder, 'table')
  try {
    await pipeline(
      Readable.from(bounded(path, bytes, await mostOf(path))),
      createWriteStream(unpacked, { flags: 'wx', mode: 0o600 }),
    )
    return await work(unpacked)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, error.message.replaceAll(unpacked, path), { cause: error })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function mostOf(path: string): Promise<number> {
  const { size } = await stat(path)
  return Math.min(MOST_BYTES, Math.max(SMALL, size * MOST_RATIO))
}

async function* bounded(path: string, chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    if (length > most)
      throw new AppError(
        'bad_input',
        `${path} unpacks to far more than it is packed. It was not read: save the table as CSV.`,
      )
    yield chunk
  }
}
