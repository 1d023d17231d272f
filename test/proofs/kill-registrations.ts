import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { anSmtpServer } from '../builders/an-smtp-server.ts'
import { judgeRegistrations } from './judge-registrations.ts'
import type { Verdict } from './judge-registrations.ts'
import { killInstance, mulberry32, startInstance } from './killed-instance.ts'
import type { Running } from './killed-instance.ts'

/** What the other side was told is done, by e-mail address. */
export type Acknowledged = {
  registered: Set<string>
  confirmed: Set<string>
  withdrawn: Set<string>
  /** Who followed the link of a sign-up. */
  users: Set<string>
}

/** In which rounds the mail server took each message. */
export type Arrivals = Map<string, number[]>

/** Mails whose links are still to be followed, by address. */
type Pools = { confirm: Map<string, string>; preferences: Map<string, string>; signUp: Map<string, string> }

/**
 * Sends registrations, sign-ups, confirmations and withdrawals to an instance without pause, and kills it with SIGKILL at random
 * moments: in even rounds Node alone, in odd rounds PostgreSQL with it. Rounds take turns at one connection to the mail
 * server and at five. At the end the instance is left in peace until every mail is out; then everything is counted.
 */
export async function killRegistrations({ kills, seed = 7 }: { kills: number; seed?: number }): Promise<Verdict> {
  const data = await mkdtemp(join(tmpdir(), 'fairlist-registration-kills-'))
  const random = mulberry32(seed)
  const done: Acknowledged = { registered: new Set(), confirmed: new Set(), withdrawn: new Set(), users: new Set() }
  const pools: Pools = { confirm: new Map(), preferences: new Map(), signUp: new Map() }
  const arrivals: Arrivals = new Map()
  let round = 0
  const server = await anSmtpServer({
    keep: false,
    onTaken: (messageId, bytes) => {
      arrivals.set(messageId, [...(arrivals.get(messageId) ?? []), round])
      collectLink(pools, bytes.toString('latin1'))
    },
  })
  try {
    for (round = 0; round < kills; round++) {
      const instance = await start(data, `${server.url}?connections=${connectionsOf(round)}`)
      const stop = new AbortController()
      const streams = Array.from({ length: 4 }, () => stream({ instance, done, pools, random, signal: stop.signal }))
      await wait(100 + random() * 1900)
      killInstance(instance, { everything: round % 2 === 1 })
      stop.abort()
      await Promise.all([...streams, instance.exited])
    }
    const last = await start(data, server.url)
    const verdict = await judgeRegistrations({ data, done, arrivals, connectionsOf, kills })
    last.child.kill('SIGTERM')
    await last.exited
    return verdict
  } finally {
    await server.close()
    await rm(data, { recursive: true, force: true })
  }
}

/** Rounds 0 and 1 have one connection to the mail server, 2 and 3 have five, and so on. */
function connectionsOf(round: number): number {
  return Math.floor(round / 2) % 2 === 0 ? 1 : 5
}

function start(data: string, smtp: string): Promise<Running> {
  return startInstance(data, { SMTP_URL: smtp, MAIL_FROM: 'a@fairlist.example' })
}

/** What everybody who opens an account says of themselves. */
const account = { name: 'Ada Example', organisation: 'Example', password: 'copper lantern velvet moose', terms: 'on' }

type Streaming = { instance: Running; done: Acknowledged; pools: Pools; random: () => number; signal: AbortSignal }

/** One visitor after the other, until the instance is gone: what it acknowledged is noted, what it did not may be or not. */
async function stream({ instance, done, pools, random, signal }: Streaming): Promise<void> {
  while (!signal.aborted) {
    const turn = random()
    try {
      if (turn < 0.25 && pools.confirm.size > 0) {
        const [email, path] = takeOne(pools.confirm)
        if (await post(instance, path, {})) done.confirmed.add(email)
      } else if (turn < 0.4 && pools.preferences.size > 0) {
        const [email, path] = takeOne(pools.preferences)
        if (await post(instance, path, { withdraw: 'everything' })) done.withdrawn.add(email)
      } else if (turn < 0.5 && pools.signUp.size > 0) {
        const [email, path] = takeOne(pools.signUp)
        if (await post(instance, path, {})) done.users.add(email)
      } else if (turn < 0.65) {
        const email = `u${Math.floor(random() * 1e12)}@people.example`
        await post(instance, '/sign-up', { ...account, email, 'consent-email': 'on' })
      } else {
        const email = `p${Math.floor(random() * 1e12)}@people.example`
        if (await post(instance, '/register/subscription', { email, 'consent-email': 'on' })) done.registered.add(email)
      }
    } catch {
      return // killed while it answered
    }
  }
}

async function post({ address }: Running, path: string, form: Record<string, string>): Promise<boolean> {
  const answer = await fetch(address + path, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  await answer.text()
  return answer.status === 303
}

function takeOne(pool: Map<string, string>): [string, string] {
  const [first = ['', ''] as [string, string]] = pool
  pool.delete(first[0])
  return first
}

/** Finds the link of a mail in its bytes, quoted-printable as they are. */
function collectLink(pools: Pools, message: string): void {
  const text = message.replace(/=\r\n/g, '').replaceAll('=3D', '=')
  const to = /^to: (\S+)/im.exec(text)?.[1] ?? ''
  const confirm = /\/confirm\/[\w-]{43}/.exec(text)?.[0]
  const preferences = /\/preferences\/[\w.-]+/.exec(text)?.[0]
  const signUp = /\/sign-up\/confirm\/[\w-]{43}/.exec(text)?.[0]
  if (signUp) pools.signUp.set(to, signUp)
  else if (confirm) pools.confirm.set(to, confirm)
  else if (preferences) pools.preferences.set(to, preferences)
}
