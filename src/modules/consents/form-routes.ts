import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { confirmRegistration, findByToken } from './confirm-registration.ts'
import type { LinkState } from './confirm-registration.ts'
import type { ConsentDependencies } from './consent-dependencies.ts'
import { showPage } from './consent-pages.ts'
import type { ConsentPages } from './consent-pages.ts'
import { CONSENT_NOTE, consentSentence } from './consent-words.ts'
import { CONFIRM_HOURS, openRegistration } from './open-registration.ts'
import { readForm } from './read-form.ts'
import type { PostedForm, ReadForm } from './read-form.ts'
import { channels } from './record-consent.ts'
import { getKind, registrationKinds } from './registration-kinds.ts'
import type { RegistrationKind } from './registration-kinds.ts'

const ByKind = z.object({ kind: z.string().max(60) })
const ByToken = z.object({ token: z.string().max(200) })

/** A form may be longer than it should be and is still answered kindly. */
const FORM_LIMIT = 4 * 1_048_576

/** The forms and the link in their mail. */
export function formRoutes(app: HttpApp, dependencies: ConsentDependencies): void {
  const config = { access: 'public' } as const
  app.get('/register/:kind', { config, schema: { hide: true, params: ByKind } }, async ({ params }, reply) => {
    const kind = getKind(params.kind)
    return showForm(reply, kind, await dependencies.policy())
  })
  app.post(
    '/register/:kind',
    {
      config: { ...config, rateLimit: { max: 30, timeWindow: '1 minute' } },
      bodyLimit: FORM_LIMIT,
      schema: { hide: true, params: ByKind },
    },
    ({ params, body, ip }, reply) =>
      takeForm(reply, { kind: getKind(params.kind), posted: asForm(body), ip }, dependencies),
  )
  app.get('/register/:kind/sent', { config, schema: { hide: true, params: ByKind } }, ({ params }, reply) => {
    const { title, label } = getKind(params.kind)
    return showPage(reply, 'register-sent', { title, label, hours: CONFIRM_HOURS })
  })
  app.get('/confirm/:token', { config, schema: { hide: true, params: ByToken } }, async ({ params }, reply) =>
    showLink(reply, params.token, await findByToken(dependencies.db, params.token, dependencies.clock), dependencies),
  )
  app.post('/confirm/:token', { config, schema: { hide: true, params: ByToken } }, async ({ params, ip }, reply) => {
    const { db, clock, links } = dependencies
    const { token } = params
    const link = await confirmRegistration(db, { token, remoteAddress: ip, clock, preferencesLink: links.preferences })
    return link.state === 'confirmed'
      ? reply.redirect(`/confirm/${token}`, 303)
      : showLink(reply, token, link, dependencies)
  })
}

/** What a form parser made of a body. */
export function asForm(body: unknown): PostedForm {
  return typeof body === 'object' && body !== null ? (body as PostedForm) : {}
}

type Posted = { kind: RegistrationKind; posted: PostedForm; ip: string }

async function takeForm(
  reply: FastifyReply,
  { kind, posted, ip }: Posted,
  { db, clock, policy, links }: ConsentDependencies,
): Promise<FastifyReply> {
  const form = readForm(kind, posted)
  const current = await policy()
  if (Object.keys(form.errors).length > 0 || !form.address) return showForm(reply.status(422), kind, current, { form })
  const { values, given, address } = form
  try {
    const common = { policyVersion: current.version, remoteAddress: ip, clock, confirmLink: links.confirm }
    await openRegistration(db, { kind, form: { values, given, address }, ...common })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'busy')) throw error
    return showForm(reply.status(429), kind, current, { form, error: error.message })
  }
  return reply.redirect(`/register/${kind.name}/sent`, 303)
}

function showForm(
  reply: FastifyReply,
  kind: RegistrationKind,
  policy: ConsentPages['register']['policy'],
  { form, error = null }: { form?: ReadForm; error?: string | null } = {},
): FastifyReply {
  const { name, title, intro, submit } = kind
  const mistakes = Object.keys(form?.errors ?? {}).length
  return showPage(reply, 'register', {
    kind: name,
    title,
    intro,
    submit,
    policy,
    action: `/register/${name}`,
    consentNote: CONSENT_NOTE,
    fields: kind.fields.map(({ neededFor: _neededFor, ...field }) => ({
      ...field,
      value: form?.values[field.name] ?? '',
      error: form?.errors[field.name] ?? null,
    })),
    consents: channels.map((channel) => ({
      channel,
      name: `consent-${channel}`,
      label: consentSentence(channel, kind),
      ticked: form?.given[channel] ?? false,
    })),
    error: error ?? (mistakes > 0 ? 'Nothing was sent yet: please look at what is marked below.' : null),
  })
}

function showLink(reply: FastifyReply, token: string, link: LinkState, { links }: ConsentDependencies): FastifyReply {
  const found = 'registration' in link ? link.registration : null
  const kind = registrationKinds.find(({ name }) => name === found?.kind)
  const status = { unknown: 404, expired: 410, ready: 200, confirmed: 200 }[link.state]
  return showPage(reply.status(status), 'confirm', {
    state: link.state,
    label: kind?.label ?? null,
    action: `/confirm/${encodeURIComponent(token)}`,
    preferences: link.state === 'confirmed' && found ? links.preferences(found.correspondent) : null,
    again: `/register/${kind?.name ?? 'subscription'}`,
  })
}
