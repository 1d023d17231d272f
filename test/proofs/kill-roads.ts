import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { judgeRoads } from './judge-roads.ts'
import type { RoadsVerdict } from './judge-roads.ts'
import { awaitInstance, killInstance, loadInstance, mulberry32, wakeInstance } from './killed-instance.ts'
import type { Loaded } from './killed-instance.ts'
import { streamRoads } from './road-stream.ts'
import type { Open, Streaming, Told } from './road-stream.ts'
import { buildRoads, prepareRoads } from './road-world.ts'

/** Each kill comes this long after the first answer, in ms at most. */
const ALIVE = 2000
/** Each kill of a server that is starting comes this long after its start, in ms at most. */
const STARTING = 600

/** What lasts from kill to kill. */
type Lasting = Omit<Streaming, 'instance'>

/**
 * Sends stops, unlocks, contributions and take-backs to an instance without pause, some twice at once, and kills it with SIGKILL at
 * random moments: in even rounds Node alone, in odd rounds PostgreSQL with it, in one round of eight while it starts. An
 * edition is built at half time and at the end. What was not answered is asked again after the next start. At the end
 * everything is compared with what was acknowledged.
 */
export async function killRoads({ kills, seed = 11 }: { kills: number; seed?: number }): Promise<RoadsVerdict> {
  const data = await mkdtemp(join(tmpdir(), 'fairlist-road-kills-'))
  const told: Told = {
    stopped: new Map(),
    unlocked: new Map(),
    contributed: new Map(),
    takenBack: new Set(),
    refused: new Map(),
    differing: [],
  }
  const open: Open = new Map()
  const load = () => loadInstance(data, { TRUSTED_PROXY: '127.0.0.1' })
  let next: Loaded | null = null
  try {
    // An organisation may contribute so often in a day; and what it owns is not charged again.
    const world = await prepareRoads(data, { actors: 2 + Math.ceil(kills / 40) })
    const lasting = { world, told, open, random: mulberry32(seed) }
    next = load()
    for (let round = 0; round < kills; round++) {
      const loaded = next
      if (round === Math.floor(kills / 2)) await buildRoads(data)
      await wakeInstance(loaded)
      // Loaded while this one runs: a start is short then.
      next = load()
      if (round % 8 === 4) await killStarting(loaded, lasting)
      else await killStreaming(loaded, { lasting, everything: round % 2 === 1 })
    }
    await wakeInstance(next)
    const last = await awaitInstance(next)
    const verdict = await judgeRoads({ ...lasting, instance: last })
    last.child.kill('SIGTERM')
    await last.exited
    return verdict
  } finally {
    next?.child.kill('SIGKILL')
    await rm(data, { recursive: true, force: true })
  }
}

async function killStarting({ child, exited }: Loaded, { random }: Lasting): Promise<void> {
  await wait(random() * STARTING)
  child.kill('SIGKILL')
  await exited
}

async function killStreaming(
  loaded: Loaded,
  { lasting, everything }: { lasting: Lasting; everything: boolean },
): Promise<void> {
  const instance = await awaitInstance(loaded)
  const stop = new AbortController()
  // On a busy machine, too, each round does something.
  const { promise: answered, resolve } = Promise.withResolvers<void>()
  const streams = Array.from({ length: 4 }, () => streamRoads({ ...lasting, instance }, stop.signal, resolve))
  await Promise.race([answered, Promise.all(streams)])
  await wait(lasting.random() * ALIVE)
  killInstance(instance, { everything })
  stop.abort()
  await Promise.all([...streams, instance.exited])
}
