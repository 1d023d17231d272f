import { parentPort, workerData } from 'node:worker_threads'
import { createChunks, type ChunkPlace, type ToldChunk, type WorldPlan } from './make-chunk.ts'

// One thread of `tell-chunks.ts`: the number of a chunk in, its counts out; its place in, its bytes out; and so on.
const chunkAt = createChunks(workerData as WorldPlan)
let told: ToldChunk | null = null
parentPort?.on('message', (message: number | ChunkPlace) => {
  if (typeof message === 'number') {
    told = chunkAt(message)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage(told.counts)
  } else if (told) {
    const written = told.write(message)
    parentPort?.postMessage(
      written,
      written.files.map((file) => file.buffer),
    )
  }
})
