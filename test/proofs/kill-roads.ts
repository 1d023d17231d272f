import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { gatherCast } from '../try-access.ts'
import type { Cast } from '../try-access.ts'
import { judgeRoads } from './judge-roads.ts'
import type { RoadsVerdict } from './judge-roads.ts'
import { killInstance, mulberry32, startInstance } from './killed-instance.ts'
import type { Running } from './killed-instance.ts'

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

/** A contact as the operator sees it. */
export type Person = { id: string; email: string }

/** What the other side was told is done. */
export type Told = {
  /** Stops, by e-mail address: ids of the contacts that have it. */
  stopped: Map<string, string>
  /** Unlocks by key, with what was charged. */
  unlocked: Map<string, { cost: number; unlocked: string[] }>
  /** Contributions by key, with their id. */
  contributed: Map<string, string>
}

/** What was asked and not answered: it is asked again, with the same key. */
type Open = Map<string, { path: string; body: object }>

type World = { data: string; cast: Cast; people: Person[]; account: string }

/**
 * Sends stops, unlocks and contributions to an instance without pause, some twice at once, and kills it with SIGKILL at
 * random moments: in even rounds Node alone, in odd rounds PostgreSQL with it. What was not answered is asked again after
 * the next start. At the end everything is compared with what was acknowledged.
 */
export async function killRoads({ kills, seed = 11 }: { kills: number; seed?: number }): Promise<RoadsVerdict> {
  const data = await mkdtemp(join(tmpdir(), 'fairlist-road-kills-'))
  const random = mulberry32(seed)
  const told: Told = { stopped: new Map(), unlocked: new Map(), contributed: new Map() }
  const open: Open = new Map()
  try {
    const world = await prepare(data)
    for (let round = 0; round < kills; round++) {
      const instance = await startInstance(data, { TRUSTED_PROXY: '127.0.0.1' })
      const stop = new AbortController()
      const streams = Array.from({ length: 4 }, () =>
        stream({ instance, world, told, open, random, signal: stop.signal }),
      )
      await wait(100 + random() * 1900)
      killInstance(instance, { everything: round % 2 === 1 })
      stop.abort()
      await Promise.all([...streams, instance.exited])
    }
    const last = await startInstance(data, { TRUSTED_PROXY: '127.0.0.1' })
    const { cast, account } = world
    const verdict = await judgeRoads({ data, address: last.address, cookie: cast.cookies.operator, account, told })
    last.child.kill('SIGTERM')
    await last.exited
    return verdict
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

/** The sample world, an account with many credits, and everybody's sessions. */
async function prepare(data: string): Promise<World> {
  const feeds = join(REPOSITORY, 'samples', 'feeds')
  const files = (await readdir(feeds)).filter((name) => name.endsWith('.csv')).map((name) => join(feeds, name))
  const build = [join(REPOSITORY, 'src', 'main.ts'), 'build', ...files, '--sample', '--data', data]
  await promisify(execFile)(process.execPath, build)
  const app = await createApp({ config: { ...loadConfig({}), logLevel: 'silent' }, data, web: null })
  try {
    const cast = await gatherCast(app)
    const headers = { cookie: cast.cookies.operator, 'content-type': 'application/json' }
    const account = cast.organisation
    const ask = async (path: string, body?: object) => {
      const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
      const answer = await fetch(cast.address + path, init)
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.json() as Promise<never>
    }
    const credits = { credits: 1_000_000, reason: 'For the proof', key: '01890000-0000-7000-8000-000000000001' }
    await ask(`/v1/operator/accounts/${account}/credits`, credits)
    const people: Person[] = []
    for (let next: string | null = ''; next !== null;) {
      const query = `has=email&limit=200${next ? `&cursor=${encodeURIComponent(next)}` : ''}`
      const page: { items: Person[]; next: string | null } = await ask(`/v1/contacts?${query}`)
      people.push(...page.items)
      next = page.next
    }
    return { data, cast, people, account }
  } finally {
    await app.close()
  }
}

type Streaming = {
  instance: Running
  world: World
  told: Told
  open: Open
  random: () => number
  signal: AbortSignal
}

/** One request after the other, until the instance is gone. */
async function stream({ instance, world, told, open, random, signal }: Streaming): Promise<void> {
  const { people, cast } = world
  const any = () => people[Math.floor(random() * people.length)]
  const post = async (path: string, body: object, key?: string) => {
    const answer = await fetch(instance.address + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        // Each from a network of its own: limits are tried elsewhere.
        'x-forwarded-for': `10.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`,
        ...(key ? { cookie: cast.cookies.owner, 'idempotency-key': key } : {}),
      },
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, never> }
  }
  const unlock = async (key: string, body: object) => {
    open.set(key, { path: '/v1/unlocks', body })
    const times = random() < 0.3 ? 2 : 1 // some are sent twice at once
    const answers = await Promise.all(Array.from({ length: times }, () => post('/v1/unlocks', body, key)))
    const [answer] = answers
    if (answer?.status !== 200) return
    const { cost, unlocked } = answer.body as unknown as { cost: number; unlocked: string[] }
    told.unlocked.set(key, { cost, unlocked })
    open.delete(key)
  }
  const contribute = async (key: string, body: object) => {
    open.set(key, { path: '/v1/contributions', body })
    const { status, body: said } = await post('/v1/contributions', body, key)
    if (status !== 201) return
    told.contributed.set(key, String(said['id']))
    open.delete(key)
  }
  while (!signal.aborted) {
    const turn = random()
    const [pending] = open
    try {
      if (pending && turn < 0.2) {
        const [key, { path, body }] = pending
        await (path === '/v1/unlocks' ? unlock(key, body) : contribute(key, body))
      } else if (turn < 0.3) {
        const { id, email } = any()
        if ((await post('/v1/stops', { email })).status === 201) told.stopped.set(email, id)
      } else {
        const contacts = Array.from({ length: 1 + Math.floor(random() * 5) }, () => any().id)
        await unlock(`proof-${Math.floor(random() * 1e15)}`, { contacts })
      }
    } catch {
      return // killed while it answered
    }
  }
}
