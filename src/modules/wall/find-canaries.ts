import type { Kysely } from 'kysely'
import { createReadStream } from 'node:fs'
import type { Clock } from '../../platform/clock/index.ts'
import { recordAudit } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import type { WallTables } from './tables.ts'

/** A file that leaves the house or could: an edition's contacts, an export. */
export type Watched = {
  /** What it is, as kind:id/file: `edition:<id>/contacts.jsonl`. */
  place: string
  path: string
}

export type FindDependencies = {
  db: Kysely<WallTables>
  clock: Clock
  /** The files to read. Handed in, so that the wall knows nothing of editions. */
  listFiles: () => Promise<Watched[]>
  operators: () => Promise<{ id: string; email: string }[]>
  /** Address of the instance as people reach it. */
  origin: () => string
}

/** What a round of the watch saw. */
export type Round = { canaries: number; files: number; bytes: number; found: number }

/**
 * Reads every watched file for the words of every canary. What is found for the first time raises an alarm: a row of the
 * trail and a mail to the operators, with the finding or not at all.
 */
export async function findCanaries(dependencies: FindDependencies, signal?: AbortSignal): Promise<Round> {
  const { db, clock, listFiles } = dependencies
  const canaries = await db.selectFrom('canaries').select('token').execute()
  const tokens = canaries.map(({ token }) => token)
  const round: Round = { canaries: tokens.length, files: 0, bytes: 0, found: 0 }
  for (const { place, path } of await listFiles()) {
    signal?.throwIfAborted()
    const { bytes, found } = await searchFile(path, tokens, signal)
    round.files += 1
    round.bytes += bytes
    round.found += found.length
    if (found.length > 0) await raiseAlarm(dependencies, { place, found })
  }
  await db
    .insertInto('canary_watches')
    .values({ at: clock.now(), ...round })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return round
}

/** Which tokens are in a file, in whatever case and place of it. A file that went away meanwhile holds none. */
async function searchFile(
  path: string,
  tokens: readonly string[],
  signal?: AbortSignal,
): Promise<{ bytes: number; found: string[] }> {
  const found = new Set<string>()
  if (tokens.length === 0) return { bytes: 0, found: [] }
  const pattern = new RegExp(tokens.join('|'), 'g')
  let bytes = 0
  let rest = ''
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, ...(signal ? { signal } : {}) })) {
      const text: string = rest + (chunk as Buffer).toString('latin1').toLowerCase()
      for (const [token] of text.matchAll(pattern)) found.add(token)
      bytes += (chunk as Buffer).length
      rest = text.slice(-32) // a token may lie across two chunks
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  return { bytes, found: [...found].toSorted() }
}

async function raiseAlarm(
  { db, clock, operators, origin }: FindDependencies,
  { place, found }: { place: string; found: string[] },
): Promise<void> {
  const people = await operators()
  await db.transaction().execute(async (trx) => {
    const fresh = await trx
      .insertInto('canary_findings')
      .values(found.map((token) => ({ place, token, found_at: clock.now() })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('token')
      .execute()
    if (fresh.length === 0) return
    await recordAudit(trx, { actor: 'system', action: 'wall.alarm', subject: place, detail: { found: fresh.length } })
    const data = {
      title: 'Alarm: registration data was found where it must never be',
      paragraphs: [
        `${fresh.length} planted test entries of the registration side were found in ${place}.`,
        'Stop serving and delivering it, find out how they came there, and treat it as a breach until you know better.',
      ],
      link: `${origin()}/operate/audit`,
    }
    for (const { id, email: to } of people) {
      const key = `wall:${place}:${fresh.map(({ token }) => token).join('')}:${id}`.slice(0, 500)
      await queueMail(trx, { template: 'operator-notice', kind: 'service', to, data, key, clock })
    }
  })
}
