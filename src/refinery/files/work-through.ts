import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { TableChunk } from '../intake/index.ts'
import type { Plan } from './plan-columns.ts'
import { createPieceWorker } from './work-piece.ts'
import type { Wanted, WorkedPiece } from './work-piece.ts'

/** Rows of a piece: small enough to be on its way quickly, large enough to be worth the way. */
const PIECE = 2000

/** Pieces on their way to each thread. */
const AHEAD = 3

/** Smaller files are done before a thread has started. */
const WORTH_THREADS = 5000

export type Worked = WorkedPiece & { rows: string[][]; numbers: number[]; rejects: TableChunk['rejects'] }

type Options = { plan: Plan; wanted: Wanted; estimate: number; threads?: number | undefined }

/** Works through the pieces of a table on every core, and gives what became of them in the order of the file. */
export async function* workThrough(
  chunks: AsyncIterable<TableChunk>,
  { plan, wanted, estimate, threads = availableParallelism() }: Options,
): AsyncGenerator<Worked> {
  if (threads < 2 || estimate < WORTH_THREADS) {
    const work = createPieceWorker(plan, wanted)
    for await (const piece of piecesOf(chunks)) yield { ...piece, ...work(piece) }
    return
  }
  const workers = Array.from({ length: threads }, () => openThread({ plan, wanted }))
  const underway: Promise<Worked>[] = []
  try {
    let turn = 0
    for await (const piece of piecesOf(chunks)) {
      underway.push(workers[turn++ % threads].work(piece.rows).then((worked) => ({ ...piece, ...worked })))
      if (underway.length >= threads * AHEAD) yield await (underway.shift() as Promise<Worked>)
    }
    for (const worked of underway.splice(0)) yield await worked
  } finally {
    for (const worked of underway) worked.catch(() => {})
    await Promise.all(workers.map(({ end }) => end()))
  }
}

type NumberedPiece = Pick<Worked, 'rows' | 'numbers' | 'rejects'>

/** Chunks cut into pieces of a size. */
async function* piecesOf(chunks: AsyncIterable<TableChunk>): AsyncGenerator<NumberedPiece> {
  for await (const { rows, lines, rejects } of chunks) {
    for (let from = 0; from === 0 || from < rows.length; from += PIECE) {
      const to = from + PIECE
      yield { rows: rows.slice(from, to), numbers: lines.slice(from, to), rejects: from === 0 ? rejects : [] }
    }
  }
}

/** A thread that answers one piece after the other. */
function openThread(workerData: { plan: Plan; wanted: Wanted }) {
  const worker = new Worker(new URL('./piece-thread.ts', import.meta.url), { workerData })
  const waiting: { resolve: (worked: WorkedPiece) => void; reject: (error: unknown) => void }[] = []
  worker.on('message', (worked: WorkedPiece) => waiting.shift()?.resolve(worked))
  worker.on('error', (error) => {
    for (const { reject } of waiting.splice(0)) reject(error)
  })
  return {
    work: (rows: string[][]) =>
      new Promise<WorkedPiece>((resolve, reject) => {
        waiting.push({ resolve, reject })
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage({ rows })
      }),
    end: async () => {
      const ended = once(worker, 'exit')
      await worker.terminate()
      await ended.catch(() => {})
    },
  }
}
