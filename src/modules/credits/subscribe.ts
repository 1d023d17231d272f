import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { CreditDependencies, LedgerTransaction, Member } from './credit-dependencies.ts'
import { findRunning, listSubscriptions } from './list-subscriptions.ts'
import type { Subscription } from './list-subscriptions.ts'
import { addMonths } from './month-periods.ts'
import { lockBalance } from './book.ts'
import { getPlan } from './plans.ts'
import type { Plan } from './plans.ts'
import { closeSubscription, settle } from './settle.ts'

type Clocked = Pick<CreditDependencies, 'db' | 'clock'>

/** Asks for a subscription; asked again, the wish is replaced. It runs when an operator has started it. */
export async function askForSubscription(
  { db, clock }: Clocked,
  { account, user, plan }: Member & { plan: string },
): Promise<Subscription> {
  const chosen = getPlan(plan)
  return db.transaction().execute(async (trx) => {
    await lockBalance(trx, account)
    await answerWish(trx, account, 'declined')
    const id = newId({ clock })
    const days = { starts_on: null, ends_on: null }
    const wish = { id, account, state: 'asked', asked_at: clock.now(), asked_by: `user:${user}` } as const
    await trx
      .insertInto('subscriptions')
      .values({ ...wish, ...days, ...agreed(chosen) })
      .execute()
    const subject = `subscription:${id}`
    await recordAudit(trx, { actor: `user:${user}`, action: 'subscription.ask', subject, detail: { account, plan } })
    return { ...wish, ...days, ...agreed(chosen) }
  })
}

type Start = {
  account: string
  plan: string
  /** First day (default: today). */
  start?: string | undefined
  /** null: until it is ended. */
  months: number | null
  actor: string
}

/**
 * Starts a subscription and books its first credits. One that runs ends on that day; a wish for one is answered by it.
 * Throws `bad_input` for a day that is past, or to come: what is to come is started when it comes.
 */
export async function startSubscription(
  { db, clock }: Clocked,
  { account, plan, start, months, actor }: Start,
): Promise<string> {
  const chosen = getPlan(plan)
  const today = clock.now().toISOString().slice(0, 10)
  const first = start ?? today
  if (first > today || first < addMonths(today, -1)) {
    const detail = 'A subscription starts today, or on a day of the month before.'
    throw new AppError('bad_input', detail, { errors: [{ pointer: '/body/start', detail }] })
  }
  return db.transaction().execute(async (trx) => {
    await settle(trx, { account, clock })
    const running = await findRunning(trx, account)
    if (running) await endOn(trx, running, { end: first, actor })
    await answerWish(trx, account, 'declined')
    const id = newId({ clock })
    const ends = months === null ? null : addMonths(first, months)
    const asked = { id, account, state: 'running', asked_at: clock.now(), asked_by: actor } as const
    await trx
      .insertInto('subscriptions')
      .values({ ...asked, ...agreed(chosen), starts_on: first, ends_on: ends })
      .execute()
    const detail = { account, plan, start: first, end: ends }
    await recordAudit(trx, { actor, action: 'subscription.start', subject: `subscription:${id}`, detail })
    await settle(trx, { account, clock })
    return id
  })
}

/** Lets a subscription end on a day; what was granted stays as long as it would have. Throws `not_found`. */
export async function endSubscription(
  { db, clock }: Clocked,
  { account, end, actor }: { account: string; end?: string | undefined; actor: string },
): Promise<void> {
  const today = clock.now().toISOString().slice(0, 10)
  const last = end ?? today
  if (last < today) {
    const detail = 'A subscription ends today or later.'
    throw new AppError('bad_input', detail, { errors: [{ pointer: '/body/end', detail }] })
  }
  await db.transaction().execute(async (trx) => {
    await settle(trx, { account, clock })
    const running = await findRunning(trx, account)
    if (!running) throw new AppError('not_found', 'This account has no subscription that runs.')
    if (last <= today) return endOn(trx, running, { end: today, actor })
    await trx.updateTable('subscriptions').set({ ends_on: last }).where('id', '=', running.id).execute()
    const detail = { end: last }
    await recordAudit(trx, { actor, action: 'subscription.shorten', subject: `subscription:${running.id}`, detail })
  })
}

type Ended = { id: string; starts_on: string | null }

/** Ends a subscription now. One that began on that very day keeps that one day. */
async function endOn(trx: LedgerTransaction, { id, starts_on }: Ended, { end, actor }: { end: string; actor: string }) {
  const last = starts_on !== null && end <= starts_on ? nextDay(starts_on) : end
  await trx.updateTable('subscriptions').set({ ends_on: last }).where('id', '=', id).execute()
  await closeSubscription(trx, { id }, actor)
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

async function answerWish(trx: LedgerTransaction, account: string, state: 'declined'): Promise<void> {
  for (const { id } of await listSubscriptions(trx, { account, states: ['asked'] }))
    await trx.updateTable('subscriptions').set({ state }).where('id', '=', id).execute()
}

/** The figures of a plan as a subscription keeps them. */
function agreed({ name, creditsPerMonth, carriedMonths, priceCents, currency }: Plan) {
  const credits = { credits_per_month: creditsPerMonth, carried_months: carriedMonths }
  return { plan: name, ...credits, price_cents: priceCents, currency }
}
