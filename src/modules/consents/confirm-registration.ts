import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { queueMail } from '../mail/index.ts'
import { choiceInWords } from './consent-words.ts'
import { hashToken } from './open-registration.ts'
import { confirmConsent } from './record-consent.ts'
import { registrationKinds } from './registration-kinds.ts'
import type { ConsentTables, RegistrationsTable } from './tables.ts'

type Registration = Selectable<RegistrationsTable>

/** What a confirmation link stands for now. */
export type LinkState = { state: 'unknown' | 'expired' } | { state: 'ready' | 'confirmed'; registration: Registration }

/** What the link would do; changes nothing, so that a mail program may look at it. */
export async function findByToken(db: Kysely<ConsentTables>, token: string, clock: Clock): Promise<LinkState> {
  const registration = await db
    .selectFrom('registrations')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  if (!registration) return { state: 'unknown' }
  if (registration.state === 'confirmed') return { state: 'confirmed', registration }
  const expired = (registration.token_expires_at?.getTime() ?? 0) <= clock.now().getTime()
  return expired ? { state: 'expired' } : { state: 'ready', registration }
}

type Options = {
  token: string
  remoteAddress: string | null
  clock: Clock
  /** Address of somebody's preference page. */
  preferencesLink: (correspondent: string) => string
}

/**
 * Confirms the registration of a token, once: what was ticked holds from then on, and a mail says so. A second time it
 * changes nothing and says that it is confirmed.
 */
export async function confirmRegistration(db: Kysely<ConsentTables>, options: Options): Promise<LinkState> {
  const { token, clock, remoteAddress } = options
  return db.transaction().execute(async (trx) => {
    const { rows } = await lockByToken(trx, token)
    const link = await findByToken(trx, token, clock)
    if (rows === 0 || link.state !== 'ready') return link
    const { id } = link.registration
    await trx
      .updateTable('registrations')
      .set({ state: 'confirmed', confirmed_at: clock.now() })
      .where('id', '=', id)
      .execute()
    await confirmConsent(trx, { source: `registration:${id}`, remoteAddress, clock })
    await sendRecord(trx, link.registration, options)
    return { state: 'confirmed', registration: { ...link.registration, state: 'confirmed' } }
  })
}

/** Holds the person and the registration, so that two clicks at once are one after the other. */
async function lockByToken(trx: Transaction<ConsentTables>, token: string): Promise<{ rows: number }> {
  const rows = await trx
    .selectFrom('registrations')
    .innerJoin('correspondents', 'correspondents.id', 'registrations.correspondent')
    .select('registrations.id')
    .where('token_hash', '=', hashToken(token))
    .forUpdate()
    .execute()
  return { rows: rows.length }
}

async function sendRecord(
  trx: Transaction<ConsentTables>,
  registration: Registration,
  options: Options,
): Promise<void> {
  const { id, kind, correspondent } = registration
  const { clock, preferencesLink } = options
  const { address } = await trx
    .selectFrom('correspondents')
    .select('address')
    .where('id', '=', correspondent)
    .executeTakeFirstOrThrow()
  const agreed = await trx
    .selectFrom('consents')
    .select(['channel', 'topic'])
    .where('source', '=', `registration:${id}`)
    .where('basis', '=', 'confirmation')
    .where('given', '=', true)
    .orderBy('id')
    .execute()
  const data = {
    registration: registrationKinds.find(({ name }) => name === kind)?.label ?? kind,
    agreed: agreed.map(({ channel, topic }) => choiceInWords(topic, channel)),
    preferences: preferencesLink(correspondent),
  }
  const key = `registration-confirmed:${id}`
  await queueMail(trx, { template: 'registration-confirmed', kind: 'service', to: address, data, key, clock })
}
