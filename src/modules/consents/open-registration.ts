import { createHash, randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import type { MailAddress } from '../../platform/mail/index.ts'
import { queueMail } from '../mail/index.ts'
import { formText } from './consent-words.ts'
import { ensureCorrespondent } from './correspondents.ts'
import type { ReadForm } from './read-form.ts'
import { channels, recordConsent } from './record-consent.ts'
import type { RegistrationKind } from './registration-kinds.ts'
import type { ConsentTables } from './tables.ts'

/** How long the link in the confirmation mail works. */
export const CONFIRM_HOURS = 24

/** Registrations of one address in a day, at most: a form must not be a way to fill somebody's mailbox. */
const DAILY = 10
const DAY = 86_400_000

type Options = {
  kind: RegistrationKind
  form: Pick<ReadForm, 'values' | 'given'> & { address: MailAddress }
  policyVersion: string
  remoteAddress: string | null
  clock: Clock
  /** Address of the page that a confirmation token opens. */
  confirmLink: (token: string) => string
}

/**
 * Opens a registration: the row, what was ticked, and the mail that asks for confirmation, together or not at all. The
 * same form sent again is the same registration, whether it is confirmed or not; a link too old is renewed.
 * Throws `busy` when the address was registered too often today.
 */
export async function openRegistration(db: Kysely<ConsentTables>, options: Options): Promise<void> {
  const { kind, form, policyVersion, remoteAddress, clock } = options
  const digest = digestOf(kind, form)
  await db.transaction().execute(async (trx) => {
    const correspondent = await ensureCorrespondent(trx, { address: form.address, clock })
    const known = await findSame(trx, { digest, correspondent, kind, clock })
    if (known === 'done') return
    const id = known?.renew ?? (await addRegistration(trx, { correspondent, digest }, options))
    const record = { source: `registration:${id}`, policyVersion, remoteAddress, clock, topics: kind.topics }
    await recordConsent(trx, { address: form.address.address, given: form.given, form: formText(kind), ...record })
    await askForConfirmation(trx, id, options)
  })
}

async function addRegistration(
  trx: Transaction<ConsentTables>,
  { correspondent, digest }: { correspondent: string; digest: string },
  { kind, form, clock }: Options,
): Promise<string> {
  await refuseTooMany(trx, { correspondent, clock })
  const id = newId({ clock })
  const fields = JSON.stringify(form.values)
  await trx
    .insertInto('registrations')
    .values({ id, kind: kind.name, correspondent, fields, digest, created_at: clock.now() })
    .execute()
  return id
}

/** Gives a registration a new token and queues the mail that carries it. Only the token's digest is kept. */
async function askForConfirmation(trx: Transaction<ConsentTables>, id: string, options: Options): Promise<void> {
  const { kind, form, clock, confirmLink } = options
  const token = randomBytes(32).toString('base64url')
  await trx
    .updateTable('registrations')
    .set({
      token_hash: hashToken(token),
      token_expires_at: new Date(clock.now().getTime() + CONFIRM_HOURS * 3_600_000),
    })
    .where('id', '=', id)
    .execute()
  const data = { registration: kind.label, link: confirmLink(token), hours: CONFIRM_HOURS }
  await queueMail(trx, { template: 'confirm-registration', kind: 'service', to: form.address.address, data, clock })
}

/** What is kept of a token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function digestOf(kind: RegistrationKind, { values, given, address }: Options['form']): string {
  const fields = Object.entries({ ...values, email: address.key }).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const said = JSON.stringify([kind.name, fields, channels.map((channel) => given[channel])])
  return createHash('sha256').update(said).digest('hex')
}

/** What is left to do for a form that was sent before: nothing, or to renew the link of its registration. */
type Same = 'done' | { renew: string }

type Search = { digest: string; correspondent: string; kind: RegistrationKind; clock: Clock }

/**
 * Looks for the same form: `done` when nothing is left to do (the mail is on its way, or it is confirmed and nothing was
 * changed since), a registration whose link is too old, or null.
 */
async function findSame(trx: Transaction<ConsentTables>, search: Search): Promise<Same | null> {
  const { digest, correspondent, kind, clock } = search
  const now = clock.now().getTime()
  const same = await trx
    .selectFrom('registrations')
    .select(['id', 'state', 'created_at', 'confirmed_at', 'token_expires_at'])
    .where('digest', '=', digest)
    .where('correspondent', '=', correspondent)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!same) return null
  if (same.state === 'pending') return (same.token_expires_at?.getTime() ?? 0) > now ? 'done' : { renew: same.id }
  if (kind.repeatable && now - same.created_at.getTime() > DAY) return null
  const changed = await trx
    .selectFrom('consents')
    .select('id')
    .where('correspondent', '=', correspondent)
    .where('basis', 'in', ['preferences', 'one-click'])
    .where('at', '>=', same.confirmed_at ?? same.created_at)
    .limit(1)
    .executeTakeFirst()
  return changed ? null : 'done'
}

async function refuseTooMany(
  trx: Transaction<ConsentTables>,
  { correspondent, clock }: { correspondent: string; clock: Clock },
): Promise<void> {
  const { count } = await trx
    .selectFrom('registrations')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('correspondent', '=', correspondent)
    .where('created_at', '>', new Date(clock.now().getTime() - DAY))
    .executeTakeFirstOrThrow()
  if (Number(count) >= DAILY)
    throw new AppError(
      'busy',
      'This address was given in forms several times today. Please open the link in one of the mails, or try again tomorrow.',
    )
}
