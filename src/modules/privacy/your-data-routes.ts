import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import { readMailAddress } from '../../platform/mail/index.ts'
import { evenTime } from '../suppression/index.ts'
import { askForCorrection, askForDeletion } from './ask-for-change.ts'
import { LINK_HOURS, askForData } from './ask-for-data.ts'
import { confirmAsking } from './confirm-asking.ts'
import { findByLink, getRequest } from './find-request.ts'
import type { RequestRow } from './find-request.ts'
import { getHeldData } from './get-held-data.ts'
import type { HeldContact } from './get-held-data.ts'
import { heldFields } from './held-fields.ts'
import { access } from './policy.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { showPage } from './privacy-pages.ts'
import type { PrivacyPages } from './privacy-pages.ts'
import { readPosted } from './read-posted.ts'
import type { Posted } from './read-posted.ts'
import { readPerson } from './read-papers.ts'

export type PrivacyRouteDependencies = PrivacyDependencies & {
  /** Answers to those who ask by address come after a multiple of this time, in ms (default 250). */
  step?: number
}

const ByToken = z.object({ token: z.string().max(100) })
const ByNotice = ByToken.extend({ number: z.string().max(40) })
const schema = { hide: true, params: ByToken }
const limited = { ...access.person, rateLimit: { max: 30, timeWindow: '1 minute' } }
const FORM_LIMIT = 4 * 1_048_576

/** The pages where somebody sees what is held about them, and asks for a change. */
export function yourDataRoutes(app: HttpApp, dependencies: PrivacyRouteDependencies): void {
  askRoutes(app, dependencies)
  app.get('/your-data/:token', { config: access.person, schema }, async ({ params }, reply) => {
    const found = await openLink(params.token, dependencies)
    return found ? showData(reply, { ...found, notice: deletionOf(found.request) }) : showExpired(reply)
  })
  app.get(
    '/your-data/:token/asked/:number',
    { config: access.person, schema: { hide: true, params: ByNotice } },
    async ({ params }, reply) => {
      const found = await openLink(params.token, dependencies)
      if (!found) return showExpired(reply)
      return showData(reply, { ...found, notice: await noticeOf(params.number, found, dependencies) })
    },
  )
  changeRoutes(app, dependencies)
}

function askRoutes(app: HttpApp, { step = 250, ...dependencies }: PrivacyRouteDependencies): void {
  app.get('/your-data', { config: access.person, schema: { hide: true } }, (_request, reply) =>
    showPage(reply, 'your-data-ask', { values: {}, errors: {} }),
  )
  app.post(
    '/your-data',
    { config: limited, bodyLimit: FORM_LIMIT, schema: { hide: true } },
    async ({ body }, reply) => {
      const email = readPosted(body)('email')
      const address = readMailAddress(email)
      if (!address) {
        const wrong =
          email === ''
            ? 'Please give your e-mail address.'
            : 'This does not look like an e-mail address: please check it, e.g. name@company.example.'
        return showPage(reply.status(422), 'your-data-ask', {
          values: { email: email.slice(0, 400) },
          errors: { email: wrong },
        })
      }
      const asking = { kind: 'access', channel: 'web', actor: 'person', address } as const
      await evenTime(step, () => askForData(dependencies, asking))
      return reply.redirect('/your-data/sent', 303)
    },
  )
  app.get('/your-data/sent', { config: access.person, schema: { hide: true } }, (_request, reply) =>
    showPage(reply, 'your-data-sent', { hours: LINK_HOURS }),
  )
}

function changeRoutes(app: HttpApp, dependencies: PrivacyRouteDependencies): void {
  const options = { config: limited, bodyLimit: FORM_LIMIT, schema }
  app.post('/your-data/:token/correction', options, async ({ params, body }, reply) => {
    const found = await openLink(params.token, dependencies)
    if (!found) return showExpired(reply)
    const posted = readPosted(body)
    const { wish, values, errors, note } = readWish(posted, found.contacts)
    if (!wish) return showData(reply.status(422), { ...found, values, errors })
    const { number } = await askForCorrection(dependencies, { ...found, from: found.request, wish, note })
    return reply.redirect(`/your-data/${params.token}/asked/${number}`, 303)
  })
  app.post('/your-data/:token/deletion', options, async ({ params }, reply) => {
    const found = await openLink(params.token, dependencies)
    if (!found) return showExpired(reply)
    // Sent twice: what the first one did is what both asked for.
    if (found.contacts.length === 0) return reply.redirect(`/your-data/${params.token}`, 303)
    const { number } = await askForDeletion(dependencies, { ...found, from: found.request })
    return reply.redirect(`/your-data/${params.token}/asked/${number}`, 303)
  })
}

type Opened = { token: string; request: RequestRow; expires: Date; address: string; contacts: HeldContact[] }

/** What a link opens; null when it is not ours, or its time is over. */
async function openLink(token: string, dependencies: PrivacyDependencies): Promise<Opened | null> {
  const { db, clock, seal } = dependencies
  const found = await findByLink(db, token, clock.now())
  if (!found) return null
  const person = await readPerson(db, seal, found.request.id)
  if (!person?.email) return null
  await confirmAsking(dependencies, found.request)
  return { token, ...found, address: person.email, contacts: await getHeldData(dependencies, person.email) }
}

type Shown = Opened & Partial<Pick<PrivacyPages['your-data'], 'notice' | 'values' | 'errors'>>

function showData(
  reply: FastifyReply,
  { token, request, expires, address, contacts, notice = null, values = {}, errors = {} }: Shown,
): FastifyReply {
  const correctable = contacts.map(({ id, name, fields }) => ({
    contact: name || id,
    options: fields
      .filter(({ field }) => isCorrectable(field))
      .map(({ field, label }) => ({ value: `${id} ${field}`, label })),
  }))
  const forms = { correction: `/your-data/${token}/correction`, deletion: `/your-data/${token}/deletion` }
  const { number } = request
  const until = expires.toISOString()
  return showPage(reply, 'your-data', {
    number,
    address,
    until,
    contacts,
    correctable,
    ...forms,
    notice,
    values,
    errors,
  })
}

function showExpired(reply: FastifyReply): FastifyReply {
  return showPage(reply.status(404), 'your-data-expired', { hours: LINK_HOURS })
}

/** A link that came because somebody asked by mail to be deleted says how that goes on. */
function deletionOf({ kind, number, due_on: due }: RequestRow): PrivacyPages['your-data']['notice'] {
  return kind === 'deletion' ? { kind, number, due } : null
}

/** What was just asked for, if it was asked with this very link. */
async function noticeOf(
  number: string,
  { request, address }: Opened,
  { db, seal }: PrivacyDependencies,
): Promise<PrivacyPages['your-data']['notice']> {
  const asked = await getRequest(db, number).catch(() => null)
  if (!asked || asked.received_at < request.received_at) return null
  const person = await readPerson(db, seal, asked.id)
  if (person?.email !== address || (asked.kind !== 'correction' && asked.kind !== 'deletion')) return null
  return { kind: asked.kind, number, due: asked.due_on }
}

/** Whether a person may say that a field is wrong: everything they are known by, but not what is judged from it. */
function isCorrectable(field: string): boolean {
  return !['level', 'function', 'industry'].includes(field) && heldFields.some((each) => each.field === field)
}

function readWish(posted: Posted, contacts: HeldContact[]) {
  const [what, value, note] = [posted('what'), posted('value').replaceAll('\n', ' '), posted('note')]
  const values = { what: what.slice(0, 100), value: value.slice(0, 600), note: note.slice(0, 6000) }
  const [contact = '', field = ''] = what.split(' ')
  const held = contacts
    .find(({ id }) => id === contact)
    ?.fields.find((each) => each.field === field && isCorrectable(field))
  const errors: Record<string, string> = {}
  if (!held) errors['what'] = 'Please choose the field that is wrong.'
  else if (held.value === value) errors['value'] = 'This is what is held already.'
  if (value.length > 500) errors['value'] = 'This is too long: at most 500 characters, please.'
  if (note.length > 5000) errors['note'] = 'This is too long: at most 5000 characters, please.'
  if (!held || Object.keys(errors).length > 0) return { wish: null, values, errors, note }
  return { wish: { contact, field, label: held.label, held: held.value, value }, values, errors, note }
}
