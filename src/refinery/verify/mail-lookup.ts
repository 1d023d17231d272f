import { Resolver } from 'node:dns/promises'
import { judgeDns, keepRoute, needsAddresses, type DnsAnswer, type MailRoute } from '../../engine/verify/index.ts'
import type { Clock } from '../../platform/clock/index.ts'
import type { Egress } from './egress.ts'

/** Asks the DNS where mail goes. */
export type MailLookup = {
  /** The mail hosts of a domain; remembered for an hour, but for failures. */
  route(domain: string): Promise<MailRoute>
  /** IP addresses of a host, IPv4 first; empty when there are none or nobody answers. */
  addresses(host: string): Promise<string[]>
  close(): void
}

type Options = { egress: Egress; timeout: number; clock: Clock }

/** Most domains of a file come once; the cache is for those that come again and again. */
const MOST_KEPT = 50_000

/** Opens the lookup on the machine's name servers or on those given. */
export function openMailLookup({ egress, timeout, clock }: Options): MailLookup {
  const resolver = new Resolver({ timeout, tries: 2 })
  if (egress.nameServers !== null) resolver.setServers([...egress.nameServers])
  const kept = new Map<string, { route: Promise<MailRoute>; until: number }>()
  const bothOf = async (name: string) => {
    const [four, six] = await Promise.all([ask(resolver.resolve4(name)), ask(resolver.resolve6(name))])
    return { four, six }
  }
  const find = async (domain: string) => {
    const mx = await ask(resolver.resolveMx(domain))
    if (!needsAddresses(mx)) return judgeDns(domain, mx)
    const { four, six } = await bothOf(domain)
    return judgeDns(domain, mx, four.status === 'found' || six.status === 'none' ? four : six)
  }
  return {
    route: async (domain) => {
      const now = clock.now().getTime()
      const known = kept.get(domain)
      if (known && known.until > now) return known.route
      if (kept.size >= MOST_KEPT) kept.clear()
      const route = find(domain)
      kept.set(domain, { route, until: now + keepRoute * 1000 })
      const found = await route
      if ('judgement' in found && found.judgement.next === 'retry') kept.delete(domain)
      return found
    },
    addresses: async (host) => {
      const { four, six } = await bothOf(host)
      return [four, six].flatMap((answer) => (answer.status === 'found' ? answer.records : []))
    },
    close: () => resolver.cancel(),
  }
}

const STATUS: Record<string, Exclude<DnsAnswer<never>['status'], 'found'>> = {
  ENOTFOUND: 'no-such-domain',
  ENODATA: 'none',
  ETIMEOUT: 'timeout',
}

async function ask<Record>(question: Promise<Record[]>): Promise<DnsAnswer<Record>> {
  try {
    return { status: 'found', records: await question }
  } catch (error) {
    return { status: STATUS[(error as NodeJS.ErrnoException).code ?? ''] ?? 'failed' }
  }
}
