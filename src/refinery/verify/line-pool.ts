import { setTimeout as sleep } from 'node:timers/promises'
import { cleanDomain } from '../../engine/clean/index.ts'
import type { SmtpSession } from '../../engine/verify/index.ts'
import { introduce } from './ask-host.ts'
import { dial } from './dial.ts'
import type { Egress, Pace } from './egress.ts'
import { isPublicAddress } from './is-public-address.ts'
import type { MailLookup } from './mail-lookup.ts'
import { SmtpLine } from './smtp-line.ts'

/** A line to a host that may be asked, or the conversation that ended before it was. */
export type Opened = { line: SmtpLine; fresh: boolean } | { refused: SmtpSession }

/** Connections, few to a provider, each used for many addresses of its host. */
export type LinePool = {
  /** Works with a line to the host: one that is open already, unless `fresh` is wanted; waits for its turn at the provider. */
  use<Result>(host: string, fresh: boolean, work: (opened: Opened) => Promise<Result>): Promise<Result>
  close(): void
}

type Options = { egress: Egress; pace: Pace; lookup: MailLookup; signal: AbortSignal }

/** What is known of a provider while it is asked. */
type Provider = { busy: number; waiting: (() => void)[]; next: number }

/** Opens the pool. Hosts of one registrable domain are one provider: `mx1.` and `mx2.` share its patience. */
export function openLinePool(options: Options): LinePool {
  const { pace, signal } = options
  const providers = new Map<string, Provider>()
  const idle = new Map<string, Map<SmtpLine, NodeJS.Timeout>>()
  const forget = (host: string, line: SmtpLine) => {
    clearTimeout(idle.get(host)?.get(line))
    idle.get(host)?.delete(line)
    if (idle.get(host)?.size === 0) idle.delete(host)
  }
  const reuse = (host: string): SmtpLine | undefined => {
    // A Map may lose entries while it is walked.
    for (const line of idle.get(host)?.keys() ?? []) {
      forget(host, line)
      if (line.ended === null) return line
    }
    return undefined
  }
  const keep = (host: string, line: SmtpLine) => {
    if (line.ended !== null || line.asked >= pace.recipientsPerLine || signal.aborted) return line.quit()
    const timer = setTimeout(() => {
      forget(host, line)
      line.quit()
    }, pace.idle)
    const lines = idle.get(host) ?? new Map<SmtpLine, NodeJS.Timeout>()
    idle.set(host, lines.set(line, timer))
  }
  return {
    use: async (host, fresh, work) => {
      const leave = await enter(providers, providerOf(host), options)
      try {
        const known = fresh ? undefined : reuse(host)
        const opened = known ? { line: known, fresh: false } : await open(host, options)
        const result = await work(opened)
        if ('line' in opened) keep(host, opened.line)
        return result
      } finally {
        leave()
      }
    },
    close: () => {
      for (const [host, lines] of idle)
        for (const line of lines.keys()) {
          forget(host, line)
          line.quit()
        }
    },
  }
}

function providerOf(host: string): string {
  return cleanDomain(host).registrable ?? host
}

/** Waits for a turn at the provider, and for the gap between two recipients. */
async function enter(providers: Map<string, Provider>, name: string, { pace, signal }: Options): Promise<() => void> {
  const provider = providers.get(name) ?? { busy: 0, waiting: [], next: 0 }
  providers.set(name, provider)
  if (provider.busy >= pace.linesPerProvider) await new Promise<void>((resolve) => provider.waiting.push(resolve))
  else provider.busy++
  const now = performance.now()
  const start = Math.max(now, provider.next)
  provider.next = start + pace.gap
  if (start > now) await sleep(start - now, undefined, { signal }).catch(() => {})
  return () => {
    const next = provider.waiting.shift()
    if (next) return next()
    provider.busy--
  }
}

/** Connects to the first address of the host that answers, and introduces us. */
async function open(host: string, { egress, pace, lookup, signal }: Options): Promise<Opened> {
  const all = await lookup.addresses(host)
  const allowed = egress.privateHosts ? all : all.filter(isPublicAddress)
  if (allowed.length === 0) return { refused: { replies: [], end: all.length > 0 ? 'private' : 'unreachable' } }
  let timedOut = false
  for (const address of allowed.slice(0, 4)) {
    try {
      const { port, proxy } = egress
      const socket = await dial({ address, port, proxy, timeout: pace.connectTimeout, signal })
      const line = new SmtpLine(socket, pace.replyTimeout)
      const session = await introduce(line, egress.helo)
      const last = session.replies.at(-1)
      if (line.ended === null && last?.stage === 'ehlo' && last.code < 300) return { line, fresh: true }
      line.quit()
      return { refused: session }
    } catch (error) {
      timedOut = error instanceof Error && error.name === 'TimeoutError'
      if (signal.aborted) break
    }
  }
  return { refused: { replies: [], end: timedOut ? 'timeout' : 'unreachable' } }
}
