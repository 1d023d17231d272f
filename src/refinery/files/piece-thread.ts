import { parentPort, workerData } from 'node:worker_threads'
import type { Plan } from './plan-columns.ts'
import { createPieceWorker } from './work-piece.ts'
import type { Piece, Wanted } from './work-piece.ts'

// One thread of `work-through.ts`: pieces in, what became of them out, in the same order.
const { plan, wanted } = workerData as { plan: Plan; wanted: Wanted }
const work = createPieceWorker(plan, wanted)
parentPort?.on('message', (piece: Piece) => {
  const worked = work(piece)
  const { keys, failing } = worked
  parentPort?.postMessage(worked, [keys.buffer as ArrayBuffer, failing.buffer as ArrayBuffer])
})
