import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { newId } from '../../platform/ids/index.ts'
import { recordAudit } from '../audit/index.ts'
import { nextNumber } from '../suppression/index.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { dayOf, dueDay, eraseDay } from './request-clock.ts'
import type { PaperKind, PrivacyTables, RequestChannel, RequestKind } from './tables.ts'
import { writePaper } from './write-paper.ts'

/** Who asks, as far as they said. */
export type Person = { email: string | null; name: string | null; company: string | null }

export type NewRequest = {
  kind: RequestKind
  channel: RequestChannel
  law: string
  actor: string
  person: Person | null
  papers?: { kind: PaperKind; paper: object }[]
  contacts?: string[]
  addressMac?: Buffer | null
  /** What tells one sending from another: the same again is the same request. */
  messageHash?: Buffer | undefined
  /** A link that confirms the request: until then it waits. */
  link?: Link
}

/** A link that was sent: only its digest is kept. */
export type Link = { hash: Buffer; expires: Date }

export type OpenedRequest = { id: string; number: string; due: string; /** False when it was known. */ isNew: boolean }

/** Opens a request, in the caller's transaction: its row, its papers, the first line of its evidence, its row of the trail. */
export async function openRequest(
  trx: Transaction<PrivacyTables>,
  { clock, seal }: Pick<PrivacyDependencies, 'clock' | 'seal'>,
  request: NewRequest,
): Promise<OpenedRequest> {
  const { kind, channel, law, actor, person, papers = [], contacts = [], link } = request
  const known = request.messageHash && (await findByMessage(trx, request.messageHash))
  if (known) return { ...known, isNew: false }
  const id = newId({ clock })
  const now = clock.now()
  const due = dueDay({ law, kind, received: dayOf(now) })
  const number = await nextNumber(trx, clock)
  await trx
    .insertInto('requests')
    .values({
      id,
      number,
      kind,
      channel,
      law,
      contacts,
      state: link ? 'unconfirmed' : 'open',
      received_at: now,
      due_on: due,
      erase_on: eraseDay(law, due),
      address_mac: request.addressMac ?? null,
      message_hash: request.messageHash ?? null,
      token_hash: link?.hash ?? null,
      token_expires_at: link?.expires ?? null,
    })
    .execute()
  const told = [...(person ? [{ kind: 'person' as const, paper: person }] : []), ...papers]
  for (const each of told) await writePaper(trx, { request: id, ...each }, { clock, seal })
  await recordStep(trx, { request: { id, number }, actor, kind: 'received', detail: { kind, channel, due } }, clock)
  return { id, number, due, isNew: true }
}

type Step = {
  request: { id: string; number: string }
  actor: string
  kind: string
  /** No word about a person. */
  detail?: Record<string, unknown>
}

/** Writes a step of a request into its evidence and into the trail. */
export async function recordStep(
  trx: Transaction<PrivacyTables>,
  { request, actor, kind, detail = {} }: Step,
  clock: PrivacyDependencies['clock'],
): Promise<void> {
  const said = JSON.stringify(detail)
  await trx
    .insertInto('request_events')
    .values({ request: request.id, at: clock.now(), actor, kind, detail: said })
    .execute()
  await recordAudit(trx, {
    actor,
    action: `request.${kind}`,
    subject: `request:${request.id}`,
    detail: { number: request.number, ...detail },
  })
}

/** The request that came by a message before; whoever sends it again at the same moment waits here. */
async function findByMessage(trx: Transaction<PrivacyTables>, hash: Buffer) {
  await sql`SELECT pg_advisory_xact_lock(${hash.readBigInt64BE()})`.execute(trx)
  return trx
    .selectFrom('requests')
    .select(['id', 'number', sql<string>`due_on::text`.as('due')])
    .where('message_hash', '=', hash)
    .executeTakeFirst()
}

/** A new link and what is kept of it. */
export function newLink(clock: PrivacyDependencies['clock'], hours: number): Link & { token: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token), expires: new Date(clock.now().getTime() + hours * 3_600_000) }
}

/** What is kept of a token or a message. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
