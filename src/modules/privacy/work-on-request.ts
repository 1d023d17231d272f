import type { Transaction, Updateable } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import { queueMail } from '../mail/index.ts'
import { holdRequest, selectRequests } from './find-request.ts'
import type { RequestRow } from './find-request.ts'
import { recordStep } from './open-request.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { readPerson } from './read-papers.ts'
import { addDays, dayOf, daysBetween, describeLaw, eraseDay, extendedDay } from './request-clock.ts'
import type { Outcome, PrivacyTables, RequestsTable } from './tables.ts'
import { writePaper } from './write-paper.ts'

/** A member of staff at a request: `owner` is their id, `actor` what the trail calls them. */
export type Desk = { number: string; owner: string; actor: string }

type Dependencies = Pick<PrivacyDependencies, 'db' | 'clock' | 'seal'>
type Work = { request: RequestRow; trx: Transaction<PrivacyTables> }

/**
 * Does one step of a request, in one transaction with its evidence and its row of the trail; `work` gives what the step is
 * called and what of the request changes. Throws as `holdRequest`, so that two agents at one request never both act.
 */
export async function workOn(
  { db, clock }: Pick<Dependencies, 'db' | 'clock'>,
  { number, owner, actor }: Desk,
  work: (held: Work) => Promise<{ kind: string; detail?: object; change?: Updateable<RequestsTable> }>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const request = await holdRequest(trx, { number, owner })
    const { kind, detail = {}, change = {} } = await work({ request, trx })
    const taken = request.owner === null && kind !== 'released' ? { owner } : {}
    const changes = { ...taken, ...change }
    if (Object.keys(changes).length > 0)
      await trx.updateTable('requests').set(changes).where('id', '=', request.id).execute()
    await recordStep(trx, { request, actor, kind, detail: { ...detail } }, clock)
  })
}

/** Takes a request; `over` from a colleague as well. Throws `conflict` when a colleague has it, or it is closed. */
export async function takeRequest(
  { db, clock }: Dependencies,
  { number, owner, actor, over }: Desk & { over: boolean },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const held = await selectRequests(trx).where('number', '=', number).forUpdate().executeTakeFirst()
    const request = over && held?.owner ? { ...held, owner: null } : await holdRequest(trx, { number, owner })
    if (request.state === 'closed') throw new AppError('conflict', `${number} is closed.`)
    if (request.owner === owner) return
    await trx.updateTable('requests').set({ owner }).where('id', '=', request.id).execute()
    await recordStep(trx, { request, actor, kind: 'taken', detail: { over: over && held?.owner !== null } }, clock)
  })
}

/** Adds a note for colleagues. */
export function noteRequest(dependencies: Dependencies, { text, ...desk }: Desk & { text: string }): Promise<void> {
  return workOn(dependencies, desk, async ({ request, trx }) => {
    await writePaper(trx, { request: request.id, kind: 'note', paper: { text } }, dependencies)
    return { kind: 'noted' }
  })
}

/** Answers the person by letter, where an address is known; closes the request with it, if asked. */
export function answerRequest(
  dependencies: Dependencies,
  { text, close, ...desk }: Desk & { text: string; close: boolean },
): Promise<void> {
  return workOn(dependencies, desk, async ({ request, trx }) => {
    const sent = await writeTo(trx, { request, subject: 'Our answer', text }, dependencies)
    return { kind: 'answered', detail: { sent, close }, change: close ? closing(request, 'done', dependencies) : {} }
  })
}

/** Closes a request, with a last word to the person if there is one. */
export function closeRequest(
  dependencies: Dependencies,
  { outcome, text, ...desk }: Desk & { outcome: Outcome; text?: string | undefined },
): Promise<void> {
  return workOn(dependencies, desk, async ({ request, trx }) => {
    const sent = text ? await writeTo(trx, { request, subject: 'Our answer', text }, dependencies) : false
    return { kind: 'closed', detail: { outcome, sent }, change: closing(request, outcome, dependencies) }
  })
}

/** Stops the clock while the person is asked something. Throws `conflict` where the law does not let it stop. */
export function pauseRequest(dependencies: Dependencies, { text, ...desk }: Desk & { text: string }): Promise<void> {
  return workOn(dependencies, desk, async ({ request, trx }) => {
    const { label, mayPause } = describeLaw(request.law)
    if (!mayPause) throw new AppError('conflict', `The clock does not stand still: ${label}.`)
    if (request.state !== 'open') throw new AppError('conflict', `${request.number} is ${request.state}.`)
    const sent = await writeTo(trx, { request, subject: 'A question about your request', text }, dependencies)
    if (!sent) throw new AppError('conflict', 'No address is known to ask: the clock goes on.')
    const change = { state: 'paused', paused_on: dayOf(dependencies.clock.now()) } as const
    return { kind: 'paused', change }
  })
}

/** Lets the clock run again: the days it stood still are added. */
export function resumeRequest(dependencies: Dependencies, desk: Desk): Promise<void> {
  return workOn(dependencies, desk, async ({ request }) => {
    if (request.paused_on === null) throw new AppError('conflict', `${request.number} is ${request.state}.`)
    const days = daysBetween(request.paused_on, dayOf(dependencies.clock.now()))
    const due = addDays(request.due_on, days)
    return { kind: 'resumed', detail: { days, due }, change: { state: 'open', paused_on: null, due_on: due } }
  })
}

/** Takes the law's extension, once, while there is time, and tells the person why. */
export function extendRequest(dependencies: Dependencies, { text, ...desk }: Desk & { text: string }): Promise<void> {
  return workOn(dependencies, desk, async ({ request, trx }) => {
    if (request.extended) throw new AppError('conflict', `${request.number} was extended before: once is all there is.`)
    if (request.due_on < dayOf(dependencies.clock.now()))
      throw new AppError('conflict', `${request.number} is overdue: an extension has to be told before.`)
    const due = extendedDay(request.law, request.due_on)
    const words = `${text}\n\nYou have our answer by ${due}.`
    const sent = await writeTo(trx, { request, subject: 'Your request takes longer', text: words }, dependencies)
    return { kind: 'extended', detail: { due, sent }, change: { extended: true, due_on: due } }
  })
}

/** What of a request changes when it is closed. */
export function closing(
  { law }: Pick<RequestRow, 'law'>,
  outcome: Outcome,
  { clock }: Pick<Dependencies, 'clock'>,
): Updateable<RequestsTable> {
  const now = clock.now()
  return { state: 'closed', outcome, closed_at: now, paused_on: null, erase_on: eraseDay(law, dayOf(now)) }
}

type Letter = { request: RequestRow; subject: string; text: string }

/** Files an answer and sends it; false when no address is known. */
export async function writeTo(
  trx: Transaction<PrivacyTables>,
  { request, subject, text }: Letter,
  dependencies: Dependencies,
): Promise<boolean> {
  await writePaper(trx, { request: request.id, kind: 'answer', paper: { text } }, dependencies)
  const person = await readPerson(trx, dependencies.seal, request.id)
  if (!person?.email) return false
  const paragraphs = text.split(/\n{2,}/)
  await queueMail(trx, {
    template: 'request-answer',
    kind: 'service',
    to: person.email,
    data: { number: request.number, subject, paragraphs },
    clock: dependencies.clock,
  })
  return true
}
