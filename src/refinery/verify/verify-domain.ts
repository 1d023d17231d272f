import { randomBytes } from 'node:crypto'
import { judgeSession, settleHosts, type Judgement } from '../../engine/verify/index.ts'
import { askHost, type HostAnswer } from './ask-host.ts'
import type { Egress } from './egress.ts'
import type { LinePool } from './line-pool.ts'
import type { MailLookup } from './mail-lookup.ts'

/** An address to ask for, in clean form, and how often it was put off. */
export type Asked = { address: string; tries: number }

type Options = {
  domain: string
  addresses: readonly Asked[]
  egress: Egress
  lookup: MailLookup
  pool: LinePool
  /** Whether the domain takes every address, if that is known. */
  acceptsAll: () => boolean | null
  /** Told when that was found out. */
  onAcceptsAll: (acceptsAll: boolean) => void
  onJudged: (asked: Asked, judgement: Judgement) => Promise<void> | void
  signal: AbortSignal
}

/** Asks for every address of a domain, one after the other. A host that could not be talked to is not tried for each of them. */
export async function verifyDomain(options: Options): Promise<void> {
  const { domain, addresses, lookup, onJudged, signal } = options
  const route = await lookup.route(domain)
  const down = new Map<string, Judgement>()
  for (const asked of addresses) {
    if (signal.aborted) return
    const judgement = 'judgement' in route ? route.judgement : await askHosts(asked, route.hosts, down, options)
    // What was cut short by us says nothing of anybody.
    if (signal.aborted) return
    await onJudged(asked, judgement)
  }
}

/** More hosts than this are not asked: a domain's owner could list hundreds. */
const MOST_HOSTS = 5

async function askHosts(
  asked: Asked,
  hosts: readonly string[],
  down: Map<string, Judgement>,
  options: Options,
): Promise<Judgement> {
  const passed: Judgement[] = []
  for (const host of hosts.slice(0, MOST_HOSTS)) {
    const judgement = down.get(host) ?? (await askOne(asked, host, down, options))
    if (judgement.next !== 'next-host') return judgement
    passed.push(judgement)
    if (options.signal.aborted) break
  }
  return settleHosts(passed, asked.tries)
}

async function askOne(asked: Asked, host: string, down: Map<string, Judgement>, options: Options): Promise<Judgement> {
  const first = await askOnce(asked, host, { ...options, fresh: false })
  // A line that rested may be gone: that is nobody's fault, and a new one tells.
  const again = first.stale ? await askOnce(asked, host, { ...options, fresh: true }) : first
  if (again.refused) down.set(host, again.judgement)
  return again.judgement
}

type Once = { judgement: Judgement; stale: boolean; refused: boolean }

async function askOnce(asked: Asked, host: string, options: Options & { fresh: boolean }): Promise<Once> {
  const { egress, pool, fresh } = options
  const { tries } = asked
  return pool.use(host, fresh, async (opened) => {
    const acceptsAll = options.acceptsAll()
    if ('refused' in opened) {
      const judgement = judgeSession(opened.refused, { acceptsAll, tries })
      return { judgement, stale: false, refused: judgement.next === 'next-host' }
    }
    const { line } = opened
    const { helo, sender } = egress
    const probe = `${unlikelyMailbox()}@${options.domain}`
    const answer = await askHost({ line, host, address: asked.address, probe, helo, sender, acceptsAll, tries })
    learn(answer, options)
    const unheard = !answer.session.replies.some(({ stage }) => stage === 'rcpt')
    return { judgement: answer.judgement, stale: !opened.fresh && line.ended !== null && unheard, refused: false }
  })
}

/** Remembers what the probe told, for the next addresses of the domain. */
function learn({ judgement, session }: HostAnswer, options: Options): void {
  if (!session.replies.some(({ stage }) => stage === 'probe')) return
  if (judgement.verdict === 'unknown') return
  options.onAcceptsAll(judgement.verdict === 'accept-all')
}

/** A mailbox that nobody has: 80 random bits behind a letter. */
function unlikelyMailbox(): string {
  return `q${BigInt(`0x${randomBytes(10).toString('hex')}`).toString(36)}`
}
