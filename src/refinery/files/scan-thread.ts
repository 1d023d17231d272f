import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../platform/errors/index.ts'
import type { Order, Said } from './scan-apart.ts'
import { scanFile } from './scan-file.ts'

// The thread of `scan-apart.ts`: one file, what is known so far now and then, and at last the scan or why there is none.
const { path, mostRows } = workerData as Order
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const say = (said: Said) => parentPort?.postMessage(said)

try {
  say({
    kind: 'done',
    scan: await scanFile(path, { threads: 1, mostRows, watch: (soFar) => say({ kind: 'so-far', soFar }) }),
  })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  say({ kind: 'failed', code: error.code, message: error.message })
}
