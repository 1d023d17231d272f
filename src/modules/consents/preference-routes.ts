import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import { choiceName, getChoices } from './choices.ts'
import { changeChoices } from './change-choices.ts'
import type { Wish } from './change-choices.ts'
import type { ConsentDependencies } from './consent-dependencies.ts'
import { showPage } from './consent-pages.ts'
import type { ConsentPages } from './consent-pages.ts'
import { channelWords, choiceInWords } from './consent-words.ts'
import { asForm } from './form-routes.ts'
import type { LinkClaim } from './link-signer.ts'
import { listHistory } from './list-history.ts'
import type { PostedForm } from './read-form.ts'
import { channels } from './record-consent.ts'
import { topics } from './registration-kinds.ts'

const ByToken = z.object({ token: z.string().max(200) })
const names = topics.map(({ name }) => name)

type Page = ConsentPages['preferences']

/** The page where somebody sees and changes who may write or call about what: by signed link, without signing in. */
export function preferenceRoutes(app: HttpApp, dependencies: ConsentDependencies): void {
  const config = { access: 'public' } as const
  const schema = { hide: true, params: ByToken }
  const open = (path: string) =>
    app.get(path, { config, schema }, ({ params: { token } }, reply) =>
      showPreferences(reply, { token, notice: null }, dependencies),
    )
  open('/preferences/:token')
  open('/unsubscribe/:token') // looks like the other and changes nothing: mail programs open links by themselves
  app.post('/preferences/:token', { config, schema }, async ({ params: { token }, body, ip }, reply) => {
    const claim = await readClaim(token, dependencies)
    if (!claim) return showInvalid(reply, dependencies)
    const asked = readWish(asForm(body))
    if (!asked) return reply.redirect(`/preferences/${token}`, 303)
    const { wish, notice } = asked
    const changed = await change({ claim, wish, ip, basis: 'preferences' }, dependencies)
    return reply.redirect(`/preferences/${token}/${changed === 0 ? 'unchanged' : notice}`, 303)
  })
  app.get(
    '/preferences/:token/:notice',
    {
      config,
      schema: {
        hide: true,
        params: ByToken.extend({ notice: z.enum(['saved', 'unchanged', 'withdrawn', 'everything']) }),
      },
    },
    ({ params }, reply) => showPreferences(reply, params, dependencies),
  )
  oneClickRoute(app, dependencies)
}

/**
 * One-click unsubscribing (RFC 8058): a mail program posts here by itself, as a form of either kind, without cookies; the
 * answer must not be a redirect. The button on the page posts the same.
 */
function oneClickRoute(app: HttpApp, dependencies: ConsentDependencies): void {
  const options = { config: { access: 'public' }, bodyLimit: 16_384, schema: { hide: true, params: ByToken } } as const
  void app.register(async (routes: HttpApp) => {
    routes.addContentTypeParser('multipart/form-data', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    )
    routes.post('/unsubscribe/:token', options, async (request, reply) => {
      const { token } = request.params
      const claim = await readClaim(token, dependencies)
      if (!claim?.topic) return showInvalid(reply, dependencies)
      if (!asksForOneClick(request)) return showPreferences(reply, { token, notice: null }, dependencies)
      const wish = { withdraw: { channel: 'email', topic: claim.topic } } as const
      await change({ claim, wish, ip: request.ip, basis: 'one-click' }, dependencies)
      return showPreferences(reply, { token, notice: 'unsubscribed' }, dependencies)
    })
  })
}

function asksForOneClick({ body }: FastifyRequest): boolean {
  if (typeof body === 'string') return /name="?List-Unsubscribe"?[^\n]*\r?\n\r?\nOne-Click\s/i.test(body)
  return asForm(body)['List-Unsubscribe'] === 'One-Click'
}

type Changing = { claim: LinkClaim; wish: Wish; ip: string; basis: 'preferences' | 'one-click' }

async function change(
  { claim, wish, ip, basis }: Changing,
  { db, clock, policy }: ConsentDependencies,
): Promise<number> {
  const { version: policyVersion } = await policy()
  const source = `${basis === 'one-click' ? 'mail-link' : 'preferences'}:${claim.correspondent}`
  const { correspondent } = claim
  return changeChoices(db, { correspondent, wish, basis, source, policyVersion, remoteAddress: ip, clock })
}

type Asked = { wish: Wish; notice: 'saved' | 'withdrawn' | 'everything' }

/** What the buttons and tick boxes of the page ask for; null when no button of ours was pressed. */
function readWish(form: PostedForm): Asked | null {
  const withdraw = typeof form['withdraw'] === 'string' ? form['withdraw'] : null
  if (withdraw === 'everything') return { wish: { withdraw: 'everything' }, notice: 'everything' }
  const all = channels.flatMap((channel) => names.map((topic) => ({ channel, topic })))
  const one = all.find(({ channel, topic }) => choiceName(channel, topic) === withdraw)
  if (one) return { wish: { withdraw: one }, notice: 'withdrawn' }
  if (withdraw !== null || form['save'] === undefined) return null
  const ticked = all.map(({ channel, topic }) => choiceName(channel, topic)).filter((name) => form[name] === 'on')
  return { wish: { only: new Set(ticked) }, notice: 'saved' }
}

/** What a link says, if we gave it and the address is still known. */
async function readClaim(
  token: string,
  { signer, db }: ConsentDependencies,
): Promise<(LinkClaim & { address: string }) | null> {
  const claim = signer.read(token)
  if (!claim) return null
  const row = await db
    .selectFrom('correspondents')
    .select('address')
    .where('id', '=', claim.correspondent)
    .executeTakeFirst()
  return row ? { ...claim, address: row.address } : null
}

function showInvalid(reply: FastifyReply, { contact }: ConsentDependencies): FastifyReply {
  return showPage(reply.status(404), 'link-invalid', { contact })
}

async function showPreferences(
  reply: FastifyReply,
  { token, notice }: { token: string; notice: Page['notice'] },
  dependencies: ConsentDependencies,
): Promise<FastifyReply> {
  const { db, policy, signer } = dependencies
  const claim = await readClaim(token, dependencies)
  if (!claim) return showInvalid(reply, dependencies)
  const { correspondent, address, topic } = claim
  const choices = await getChoices(db, { correspondent, topics: names })
  const all = topics.flatMap(({ name }) => channels.map((channel) => ({ channel, topic: name })))
  const given = all
    .map((each) => ({ label: choiceInWords(each.topic, each.channel), value: choiceName(each.channel, each.topic) }))
    .filter(({ value }) => choices.has(value))
  const mine = topic !== null && choices.has(choiceName('email', topic)) ? topic : null
  void reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex')
  return showPage(reply, 'preferences', {
    address,
    action: `/preferences/${signer.sign({ correspondent, topic: null })}`,
    topics: topics.map((each) => ({
      ...each,
      boxes: channels.map((channel) => ({
        channel,
        name: choiceName(channel, each.name),
        label: channelWords[channel].label,
        ticked: choices.has(choiceName(channel, each.name)),
      })),
    })),
    given,
    everything: given.length > 0,
    oneClick: mine === null ? null : { label: choiceInWords(mine, 'email'), action: `/unsubscribe/${token}` },
    notice,
    history: await listHistory(db, correspondent),
    policy: await policy(),
  })
}
