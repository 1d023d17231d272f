import { Worker } from 'node:worker_threads'
import { AppError } from '../../platform/errors/index.ts'
import type { ErrorCode } from '../../platform/errors/index.ts'
import type { Scan, SoFar } from './scan-file.ts'

/** What a thread says: how far it has come, and once what became of it. */
export type Said =
  | { kind: 'so-far'; soFar: SoFar }
  | { kind: 'done'; scan: Scan }
  | { kind: 'failed'; code: ErrorCode; message: string }

/** What a thread is given. */
export type Order = { path: string; mostRows: number }

type Options = {
  /** Rows from which a file is refused. */
  mostRows: number
  /** Time after which the scan is given up, in ms. */
  patience: number
  /** Memory that the scan may take, in MB. */
  memory: number
  /** Folder for what it writes meanwhile. A scan that is ended leaves that there: the caller removes the folder. */
  temporary: string
  watch?: ((soFar: SoFar) => void) | undefined
  /** Ends the scan. */
  signal?: AbortSignal | undefined
}

/**
 * Scans a file in a thread of its own, within bounds: whoever answers others meanwhile is not held up, whatever the file. Throws
 * `bad_input` or `unsupported` for a file that cannot be read, `too_large` beyond the bounds, `unavailable` when it was ended.
 */
export async function scanApart(path: string, options: Options): Promise<Scan> {
  const { mostRows, patience, memory, temporary, watch = () => {}, signal } = options
  const ended = () => new AppError('unavailable', 'The scan was ended. Send the file again.')
  if (signal?.aborted) throw ended()
  const order: Order = { path, mostRows }
  const worker = new Worker(new URL('./scan-thread.ts', import.meta.url), {
    workerData: order,
    env: { TMPDIR: temporary },
    resourceLimits: { maxOldGenerationSizeMb: memory },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Scan>()
  const stop = () => reject(ended())
  signal?.addEventListener('abort', stop, { once: true })
  const late = `This file takes longer than ${Math.round(patience / 1000)} seconds here. Use fairlist scan, or send part of it.`
  const timer = setTimeout(() => reject(new AppError('too_large', late)), patience)
  worker.on('message', (said: Said) => {
    if (said.kind === 'so-far') watch(said.soFar)
    else if (said.kind === 'done') resolve(said.scan)
    else reject(new AppError(said.code, said.message))
  })
  worker.on('error', (error: NodeJS.ErrnoException) => reject(isOutOfMemory(error) ? tooWide(error) : error))
  worker.on('exit', () => reject(ended()))
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

function isOutOfMemory({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function tooWide(cause: Error): AppError {
  return new AppError('too_large', 'This file takes more memory than is given to it here. Use fairlist scan.', {
    cause,
  })
}
