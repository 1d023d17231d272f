import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { createChunks, type ChunkPlace, type WorldPlan, type WrittenChunk } from './make-chunk.ts'

type Options = {
  plan: WorldPlan
  threads: number
  /** Places a chunk, given its rows by feed; asked in the order of chunks. Nothing when the world is full. */
  place(counts: number[]): ChunkPlace | null
  /** Takes a chunk's bytes, in the order of chunks; the next ones wait for it. */
  take(chunk: WrittenChunk): Promise<void>
}

/** Tells all chunks of a world on so many threads; what comes out is the same for any number of them. */
export async function tellChunks(options: Options): Promise<void> {
  const chunks = Math.ceil(options.plan.told / options.plan.chunk)
  const threads = Math.min(options.threads, chunks)
  const queue: Queue = { ...options, chunks, next: 0, placed: Promise.resolve(), taken: Promise.resolve() }
  if (threads < 2) return workThrough(queue, createTeller(options.plan))
  const workers = Array.from({ length: threads }, () => openThread(options.plan))
  try {
    await Promise.all(workers.map(({ teller }) => workThrough(queue, teller)))
  } finally {
    await Promise.all(workers.map(({ end }) => end()))
  }
}

type Teller = { tell(chunk: number): Promise<number[]>; write(place: ChunkPlace): Promise<WrittenChunk> }

type Queue = Options & { chunks: number; next: number; placed: Promise<unknown>; taken: Promise<unknown> }

/**
 * Takes chunk after chunk. Each waits for the one before it twice: to be placed, and to be taken.
 * While one is taken the next is told, but no further.
 */
async function workThrough(queue: Queue, teller: Teller): Promise<void> {
  let last: Promise<void> = Promise.resolve()
  while (queue.next < queue.chunks) {
    const chunk = queue.next++
    const before = { placed: queue.placed, taken: queue.taken }
    const told = teller.tell(chunk)
    const placed = before.placed.then(async () => queue.place(await told))
    queue.placed = placed
    const written = placed.then((place) => place && teller.write(place))
    const taken = takeAfter(before.taken, written, queue)
    queue.taken = taken
    // Awaited below unless placing fails, which then is the error.
    taken.catch(() => {})
    if ((await placed) === null) queue.next = queue.chunks
    await Promise.all([written, last])
    last = taken
  }
  await last
}

async function takeAfter(before: Promise<unknown>, written: Promise<WrittenChunk | null>, queue: Queue): Promise<void> {
  await before
  const chunk = await written
  if (chunk) await queue.take(chunk)
}

/** Tells in this thread. */
function createTeller(plan: WorldPlan): Teller {
  const chunkAt = createChunks(plan)
  let told: ReturnType<typeof chunkAt>
  return {
    tell: async (chunk) => {
      told = chunkAt(chunk)
      return told.counts
    },
    write: async (place) => told.write(place),
  }
}

/** A thread that tells. */
function openThread(plan: WorldPlan) {
  const worker = new Worker(new URL('chunk-thread.ts', import.meta.url), { workerData: plan })
  const ask = async (message: number | ChunkPlace): Promise<unknown> => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(message)
    const [answer] = (await once(worker, 'message')) as [unknown]
    return answer
  }
  const teller: Teller = {
    tell: async (chunk) => (await ask(chunk)) as number[],
    write: async (place) => (await ask(place)) as WrittenChunk,
  }
  return {
    teller,
    end: () => worker.terminate(),
  }
}
