import { appendFile, mkdir, open, rename, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { MailReason, MailVerdict } from '../../engine/verify/index.ts'
import type { Clock } from '../../platform/clock/index.ts'
import { holdLock, openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { openLineWriter, readLines } from '../../platform/lines/index.ts'

/** What was found out of an address, when, and by which rules and lists. */
export type MailCheck = {
  /** In clean form; as it was written where it is no address. */
  address: string
  verdict: MailVerdict
  reason: MailReason
  /** Whether the mailbox is there, where somebody said so. */
  exists: boolean | null
  /** ISO 8601. */
  checked: string
  /** Versions of the rules and lists that decided. */
  lists: string
  /** When to ask again, for what was put off. */
  retry: string | null
  /** How often it was put off. */
  tries: number
}

type DomainCheck = { domain: string; acceptsAll: boolean; checked: string }

/** What is known from before, and the place for what is found out. */
export type VerdictStore = {
  find(address: string): MailCheck | undefined
  /** Whether a domain takes every address, if that was found out after `since` (milliseconds). */
  acceptsAll(domain: string, since: number): boolean | null
  note(check: MailCheck): Promise<void>
  noteDomain(check: DomainCheck): void
  /** Writes what is not written yet. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Days after which a check is forgotten, whoever's it is. */
const KEPT_DAYS = 90
/** Days that the oldest line may be older, so that the journal is not written anew at every start. */
const SLACK_DAYS = 10
const DAY = 86_400_000
/** Checks gathered before a write. */
const BATCH = 64

/** The journal of checks: JSON lines, the newest of an address counts. */
export function journalPath(data: string): string {
  return join(data, 'verification', 'journal.jsonl')
}

/** A store that is gone with the run: nothing lies on the disk. */
export function openEmptyStore(): VerdictStore {
  const checks = new Map<string, MailCheck>()
  const domains = new Map<string, boolean>()
  return {
    find: (address) => checks.get(address),
    acceptsAll: (domain) => domains.get(domain) ?? null,
    note: async (check) => void checks.set(check.address, check),
    noteDomain: ({ domain, acceptsAll }) => void domains.set(domain, acceptsAll),
    flush: async () => {},
    close: async () => {},
  }
}

/**
 * Opens the journal below a data directory for the addresses named (any, without `wanted`); memory goes with these, not with the
 * journal. One process at a time: throws `busy` when another verifies. What a kill cut off at its end is dropped, and so are the
 * addresses to forget.
 */
export async function openVerdictStore(
  data: string,
  { clock, wanted, forget }: { clock: Clock; wanted?: ReadonlySet<string>; forget?: (address: string) => boolean },
): Promise<VerdictStore> {
  const path = journalPath(data)
  await mkdir(join(data, 'verification'), { recursive: true, mode: 0o700 })
  const lock = await holdLock(join(data, 'verification', 'lock.duckdb'))
  if (lock === null) throw new AppError('busy', 'Another process is verifying here. Try again when it has ended.')
  try {
    await mend(path)
    await forgetOld(path, clock)
    if (forget) await forgetThose(path, forget)
    const { checks, domains } = await load(path, wanted)
    const pending: string[] = []
    let writing = Promise.resolve()
    const flush = () => {
      const text = pending.splice(0).join('')
      if (text !== '') writing = writing.then(() => appendFile(path, text, { mode: 0o600 }))
      return writing
    }
    return {
      find: (address) => checks.get(address),
      acceptsAll: (domain, since) => {
        const known = domains.get(domain)
        return known && Date.parse(known.checked) > since ? known.acceptsAll : null
      },
      note: async (check) => {
        checks.set(check.address, check)
        pending.push(`${JSON.stringify(check)}\n`)
        if (pending.length >= BATCH) await flush()
      },
      noteDomain: (check) => {
        domains.set(check.domain, check)
        pending.push(`${JSON.stringify(check)}\n`)
      },
      flush,
      close: async () => {
        await flush()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function load(path: string, wanted: ReadonlySet<string> | undefined) {
  const checks = new Map<string, MailCheck>()
  const domains = new Map<string, DomainCheck>()
  if (!(await stat(path).catch(() => null))) return { checks, domains }
  for await (const lines of readLines(path))
    for (const line of lines) {
      const read = JSON.parse(line) as MailCheck | DomainCheck
      if ('domain' in read) domains.set(read.domain, read)
      else if (!wanted || wanted.has(read.address)) checks.set(read.address, read)
    }
  return { checks, domains }
}

/** Cuts off a last line that has no end. */
async function mend(path: string): Promise<void> {
  const size = (await stat(path).catch(() => null))?.size ?? 0
  if (size === 0) return
  const file = await open(path)
  try {
    const length = Math.min(size, 65_536)
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
    const end = buffer.lastIndexOf(10)
    if (end !== length - 1) await truncate(path, size - length + end + 1)
  } finally {
    await file.close()
  }
}

/** Writes the journal anew without what is older than it may be, the newest line of each address only. */
async function forgetOld(path: string, clock: Clock): Promise<void> {
  const now = clock.now().getTime()
  const oldest = await firstMoment(path)
  if (oldest === null || oldest > now - (KEPT_DAYS + SLACK_DAYS) * DAY) return
  const since = new Date(now - KEPT_DAYS * DAY).toISOString()
  const db = await openDuckDb({ memory: 500, threads: 1 })
  try {
    const lines = `read_csv(${sqlText(path)}, auto_detect=false, header=false, columns={line: 'VARCHAR'}, delim='\\t', quote='', escape='')`
    const named = `SELECT line, coalesce(line ->> 'address', '@' || (line ->> 'domain')) AS name, line ->> 'checked' AS checked FROM ${lines}`
    await db.writeLines(
      `SELECT line FROM (${named}) WHERE checked >= ${sqlText(since)}
       QUALIFY row_number() OVER (PARTITION BY name ORDER BY checked DESC) = 1 ORDER BY checked, name`,
      `${path}.draft`,
    )
  } finally {
    db.close()
  }
  await rename(`${path}.draft`, path)
}

/** Writes the journal anew without some addresses, if it speaks of any of them. */
async function forgetThose(path: string, forget: (address: string) => boolean): Promise<void> {
  if (!(await stat(path).catch(() => null))) return
  const draft = await openLineWriter(`${path}.draft`)
  let forgotten = 0
  for await (const lines of readLines(path))
    for (const line of lines) {
      const read = JSON.parse(line) as MailCheck | DomainCheck
      if ('address' in read && forget(read.address)) forgotten++
      else await draft.write(line)
    }
  await draft.close()
  if (forgotten > 0) await rename(`${path}.draft`, path)
  else await rm(`${path}.draft`)
}

async function firstMoment(path: string): Promise<number | null> {
  if (!(await stat(path).catch(() => null))) return null
  for await (const [line] of readLines(path)) return Date.parse((JSON.parse(line) as MailCheck).checked)
  return null
}
