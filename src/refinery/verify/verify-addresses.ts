import { setTimeout as sleep } from 'node:timers/promises'
import { cleanEmail } from '../../engine/clean/index.ts'
import { keepAcceptAll, keepFor, settled, verifyVersion, type Judgement } from '../../engine/verify/index.ts'
import type { Clock } from '../../platform/clock/index.ts'
import { courteousPace, type Egress, type Pace } from './egress.ts'
import { openLinePool } from './line-pool.ts'
import { openMailLookup } from './mail-lookup.ts'
import type { MailCheck, VerdictStore } from './verdict-store.ts'
import { verifyDomain, type Asked } from './verify-domain.ts'

type Options = {
  /** How to reach mail servers; null asks nobody, and says so. */
  egress: Egress | null
  store: VerdictStore
  clock: Clock
  pace?: Partial<Pace>
  /** Told each check as soon as it is known, also those that were known before; one an address. */
  onCheck?: (check: MailCheck) => void
  signal?: AbortSignal
}

/**
 * Verifies addresses: from what is known and still good, else by asking. Every check is kept at once, so that a run that is
 * ended goes on where it was. An address that is put off for longer than the pace's patience is unknown, and due at `retry`.
 */
export async function verifyAddresses(addresses: Iterable<string>, options: Options): Promise<void> {
  const { egress, store, clock, onCheck } = options
  const tell = (check: MailCheck) => onCheck?.(check)
  const domains = new Map<string, Asked[]>()
  const seen = new Set<string>()
  for (const written of new Set(addresses)) {
    const { value, domain } = cleanEmail(written)
    if (value === null || domain === null) {
      tell(checkOf({ address: written, tries: 0 }, settled('undeliverable', 'bad_syntax', false), clock))
      continue
    }
    if (seen.has(value)) continue
    seen.add(value)
    const known = store.find(value)
    if (known && isFresh(known, clock)) tell(known)
    else if (egress === null) tell(checkOf({ address: value, tries: 0 }, settled('unknown', 'off'), clock))
    else queueOf(domains, domain).push({ address: value, tries: known?.retry ? known.tries : 0 })
  }
  if (egress !== null && domains.size > 0) await askDomains(domains, { ...options, egress })
}

/** A due address is asked for again; others when their answer has gone stale. */
function isFresh(check: MailCheck, clock: Clock): boolean {
  const now = clock.now().getTime()
  if (check.lists !== verifyVersion) return false
  if (check.retry !== null) return Date.parse(check.retry) > now
  return Date.parse(check.checked) + keepFor(check) * 1000 > now
}

function checkOf({ address, tries }: Asked, judgement: Judgement, clock: Clock): MailCheck {
  const now = clock.now()
  const { verdict, reason, exists, retryAfter } = judgement
  const retry = retryAfter === null ? null : new Date(now.getTime() + retryAfter * 1000).toISOString()
  return { address, verdict, reason, exists, checked: now.toISOString(), lists: verifyVersion, retry, tries }
}

function queueOf(domains: Map<string, Asked[]>, domain: string): Asked[] {
  const queue = domains.get(domain) ?? []
  domains.set(domain, queue)
  return queue
}

/** Addresses of a domain that wait until `due` (of `performance.now`). */
type Task = { domain: string; addresses: Asked[]; due: number }

async function askDomains(domains: Map<string, Asked[]>, options: Options & { egress: Egress }): Promise<void> {
  const { egress, store, clock, onCheck, signal = new AbortController().signal } = options
  const pace = { ...courteousPace, ...options.pace }
  const lookup = openMailLookup({ egress, timeout: pace.dnsTimeout, clock })
  const pool = openLinePool({ egress, pace, lookup, signal })
  const started = performance.now()
  const waitable = (seconds: number, due: number) => due - started <= pace.patience * pace.second && seconds > 0
  const tasks: Task[] = Array.from(domains, ([domain, addresses]) => ({ domain, addresses, due: 0 }))
  const work = async ({ domain, addresses }: Task) => {
    const later = new Map<number, Asked[]>()
    await verifyDomain({
      domain,
      addresses,
      egress,
      lookup,
      pool,
      signal,
      acceptsAll: () => store.acceptsAll(domain, clock.now().getTime() - keepAcceptAll * 1000),
      onAcceptsAll: (acceptsAll) => store.noteDomain({ domain, acceptsAll, checked: clock.now().toISOString() }),
      onJudged: async (asked, judgement) => {
        const after = judgement.retryAfter
        const next = { address: asked.address, tries: asked.tries + 1 }
        await store.note(checkOf(after === null ? asked : next, judgement, clock))
        const due = performance.now() + (after ?? 0) * pace.second
        if (after !== null && waitable(after, due)) later.set(after, [...(later.get(after) ?? []), next])
        else onCheck?.(store.find(asked.address)!)
      },
    })
    await store.flush()
    for (const [after, put] of later)
      tasks.push({ domain, addresses: put, due: performance.now() + after * pace.second })
  }
  try {
    await runTasks(tasks, work, { parallel: pace.domains, signal })
  } finally {
    pool.close()
    lookup.close()
    await store.flush()
  }
}

/** Works on tasks that are due, so many at once; those that are not wait without being in anybody's way. */
async function runTasks(
  tasks: Task[],
  work: (task: Task) => Promise<void>,
  { parallel, signal }: { parallel: number; signal: AbortSignal },
): Promise<void> {
  const running = new Set<Promise<void>>()
  const failures: unknown[] = []
  while ((tasks.length > 0 || running.size > 0) && !signal.aborted && failures.length === 0) {
    tasks.sort((a, b) => b.due - a.due)
    const next = tasks.at(-1)
    const wait = next ? next.due - performance.now() : Infinity
    if (next && wait <= 0 && running.size < parallel) {
      tasks.pop()
      const run = work(next)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(run))
      running.add(run)
      continue
    }
    const timer = new AbortController()
    const until = AbortSignal.any([timer.signal, signal])
    const due = Number.isFinite(wait) && running.size < parallel
    const rest = due ? [sleep(Math.max(1, wait), undefined, { signal: until }).catch(() => {})] : []
    await Promise.race([...running, ...rest])
    timer.abort()
  }
  await Promise.all(running)
  if (failures.length > 0) throw failures[0]
}
