import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import type { MailTables } from '../mail/index.ts'
import type { ConsentPages } from './consent-pages.ts'
import { consentLinks, consentRoutes, isAllowed, openLinkSigner } from './index.ts'
import type { ConsentTables } from './index.ts'
import { openLinkSigner as open } from './link-signer.ts'

let database: ADatabase
let db: Kysely<ConsentTables & MailTables>
let app: HttpApp
let keys: string
let policyVersion = '1.0'
const clock = createManualClock('2026-03-01T09:00:00.000Z')
const ORIGIN = 'https://fairlist.example'

beforeAll(async () => {
  database = await aDatabase()
  db = database.postgres.as('registration')
  keys = join(database.data, 'keys', 'links.key')
  const signer = await openLinkSigner(keys)
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    routes: consentRoutes({
      db: database.postgres.as('registration'),
      clock,
      signer,
      links: consentLinks({ origin: () => ORIGIN, signer }),
      policy: async () => ({ version: policyVersion, href: '/policies/privacy' }),
      contact: '/contact',
    }),
  })
})
afterAll(async () => {
  await app.close()
  await database.remove()
})
beforeEach(() => {
  policyVersion = '1.0'
  clock.advance(1000)
})

type Answer = { status: number; headers: Record<string, unknown>; page: string; props: Record<string, never> }

async function call(method: 'GET' | 'POST', url: string, form?: Record<string, string> | string): Promise<Answer> {
  const payload = typeof form === 'string' ? form : new URLSearchParams(form).toString()
  const type = typeof form === 'string' ? 'multipart/form-data; boundary=b' : 'application/x-www-form-urlencoded'
  const answer = await app.inject({
    method,
    url: url.replace(ORIGIN, ''),
    headers: { host: '127.0.0.1:4600', ...(form === undefined ? {} : { 'content-type': type }) },
    ...(form === undefined ? {} : { payload }),
  })
  const [, page = '', props = '{}'] = /^([a-z-]+)\n([^]*)$/.exec(answer.body) ?? []
  return { status: answer.statusCode, headers: answer.headers, page, props: JSON.parse(props) as never }
}

let people = 0
const somebody = () => `person${++people}@people.example`

const subscribe = (email: string, more: Record<string, string> = {}) =>
  call('POST', '/register/subscription', { email, ...more })

async function mailsTo(recipient: string) {
  return db.selectFrom('mails').selectAll().where('recipient', '=', recipient).orderBy('id').execute()
}

async function linkOf(email: string): Promise<string> {
  const asking = (await mailsTo(email)).filter(({ template }) => template === 'confirm-registration')
  return String(asking.toSorted((a, b) => Number(a.queued_at) - Number(b.queued_at)).at(-1)?.data['link'])
}

/** Subscribes somebody and follows the link; gives the address of their preferences. */
async function subscribed(email: string, more: Record<string, string> = { 'consent-email': 'on' }): Promise<string> {
  await subscribe(email, more)
  expect((await call('POST', await linkOf(email))).status).toBe(303)
  const records = (await mailsTo(email)).filter(({ template }) => template === 'registration-confirmed')
  return String(records.at(-1)?.data['preferences'])
}

const registration = () => database.postgres.as<ConsentTables>('registration')
const mayMail = (address: string, topic = 'news') => isAllowed(registration(), { address, channel: 'email', topic })

async function ledgerOf(address: string) {
  return db
    .selectFrom('consents')
    .innerJoin('correspondents', 'correspondents.id', 'consents.correspondent')
    .selectAll('consents')
    .where('key', '=', address.toLowerCase())
    .orderBy('consents.id')
    .execute()
}

describe('registering', () => {
  test('the form asks for each channel on its own and ticks none', async () => {
    const { status, page, props } = await call('GET', '/register/information-request')
    expect([status, page]).toEqual([200, 'register'])
    const { consents, fields } = props as unknown as ConsentPages['register']
    expect(consents.map(({ channel, ticked }) => [channel, ticked])).toEqual([
      ['email', false],
      ['post', false],
      ['telephone', false],
    ])
    expect(fields.every(({ why }) => why.length > 10)).toBe(true)
    expect((await call('GET', '/register/nonsense')).status).toBe(404)
  })

  test('what is ticked holds when the link is followed, and is on record with its words', async () => {
    const email = somebody()
    const sent = await subscribe(email, { 'consent-email': 'on', name: 'Ada' })
    expect([sent.status, sent.headers['location']]).toEqual([303, '/register/subscription/sent'])
    expect(await mayMail(email)).toBe(false)
    const link = await linkOf(email)
    expect(await call('GET', link)).toMatchObject({ status: 200, page: 'confirm', props: { state: 'ready' } })
    expect(await mayMail(email)).toBe(false) // looking changes nothing
    expect((await call('POST', link)).status).toBe(303)
    expect(await mayMail(email)).toBe(true)
    expect(await isAllowed(registration(), { address: email, channel: 'telephone', topic: 'news' })).toBe(false)
    const ledger = await ledgerOf(email)
    expect(ledger.map(({ channel, given, basis }) => `${basis} ${channel} ${given}`)).toEqual([
      'form email true',
      'form post false',
      'form telephone false',
      'confirmation email true',
      'confirmation post false',
      'confirmation telephone false',
    ])
    expect(ledger[0]).toMatchObject({ policy_version: '1.0', remote_address: '127.0.0.1', at: clock.now() })
    const form = await db
      .selectFrom('consent_forms')
      .selectAll()
      .where('hash', '=', String(ledger[0].form_hash))
      .executeTakeFirstOrThrow()
    expect(form.text).toContain('Yes, write to me by e-mail about news.')
    expect((await mailsTo(email)).map(({ template }) => template).toSorted()).toEqual([
      'confirm-registration',
      'registration-confirmed',
    ])
  })

  test('a form sent twice, also at once, is one registration', async () => {
    const email = somebody()
    const again = () => subscribe(email.toUpperCase(), { 'consent-email': 'on' })
    const answers = await Promise.all([again(), again(), again()])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    await subscribe(`  ${email} `, { 'consent-email': 'on', 'consent-post': '' })
    const { count } = await db
      .selectFrom('registrations')
      .innerJoin('correspondents', 'correspondents.id', 'registrations.correspondent')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('key', '=', email)
      .executeTakeFirstOrThrow()
    expect(count).toBe('1')
    expect(await db.selectFrom('mails').select('id').where('recipient', 'ilike', email).execute()).toHaveLength(1)
  })

  test('who withdrew may come back', async () => {
    const email = somebody()
    const preferences = await subscribed(email)
    clock.advance(60_000)
    await call('POST', preferences, { withdraw: 'everything' })
    clock.advance(60_000)
    await subscribed(email)
    expect(await mayMail(email)).toBe(true)
  })

  test.each([
    ['unknown', { email: 'nobody' }, ['email']],
    ['empty', {}, ['email']],
    ['two addresses', { email: 'a@b.example, c@d.example' }, ['email']],
    ['header injection', { email: 'a@b.example\r\nBcc: c@d.example' }, ['email']],
    ['telephone ticked, none given', { email: 'a@b.example', 'consent-telephone': 'on' }, ['telephone']],
    ['telephone no number', { email: 'a@b.example', telephone: 'call me' }, ['telephone']],
    ['too long', { email: 'a@b.example', name: 'x'.repeat(121) }, ['name']],
    ['1 MB', { email: 'a@b.example', name: 'x y'.repeat(350_000) }, ['name']],
  ] as [string, Record<string, string>, string[]][])(
    '%s: the page comes again with the mistake and what was typed',
    async (_, form, wrong) => {
      const { status, page, props } = await call('POST', '/register/subscription', form)
      expect([status, page]).toEqual([422, 'register'])
      const { fields, consents } = props as unknown as ConsentPages['register']
      expect(fields.filter(({ error }) => error !== null).map(({ name }) => name)).toEqual(wrong)
      expect(consents.find(({ channel }) => channel === 'telephone')?.ticked).toBe('consent-telephone' in form)
    },
  )

  test('plus tags are kept, IDN is mended, control characters go', async () => {
    const n = ++people
    await subscribe(`Ada${n}+List@Bücher.Example`, { name: 'Ada\u0000\u202e  Sample\r\nX: y' })
    const [mail] = await mailsTo(`Ada${n}+List@xn--bcher-kva.example`)
    expect(mail.state).toBe('queued')
    const { fields } = await db
      .selectFrom('registrations')
      .select('fields')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(fields['name']).toBe('Ada Sample X: y')
  })

  test('nobody’s mailbox is filled: ten registrations a day', async () => {
    const email = somebody()
    for (let n = 0; n < 10; n++) expect((await subscribe(email, { name: `Name ${n}` })).status).toBe(303)
    const { status, props } = await subscribe(email, { name: 'One more' })
    expect(status).toBe(429)
    expect((props as unknown as ConsentPages['register']).error).toContain('several times today')
    clock.advance(25 * 3_600_000)
    expect((await subscribe(email, { name: 'Tomorrow' })).status).toBe(303)
  })

  test('whatever a form is sent as, the answer is no failure of ours', async () => {
    const odd = [
      { method: 'POST', payload: '{"email":{"a":1}}', type: 'application/json' },
      { method: 'POST', payload: 'email[]=a&email=b@c.example&email=', type: 'application/x-www-form-urlencoded' },
      {
        method: 'POST',
        payload: '__proto__=1&constructor=2&email=%00%ff%fe',
        type: 'application/x-www-form-urlencoded',
      },
      { method: 'POST', payload: '', type: 'application/x-www-form-urlencoded' },
    ] as const
    for (const { method, payload, type } of odd) {
      const headers = { host: '127.0.0.1', 'content-type': type }
      const answer = await app.inject({ method, url: '/register/subscription', headers, payload })
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      expect(answer.statusCode).toBeLessThan(500)
    }
  })
})

describe('the link in the mail', () => {
  test('used twice, it says that it is done and changes nothing', async () => {
    const email = somebody()
    await subscribe(email, { 'consent-email': 'on' })
    const link = await linkOf(email)
    await Promise.all([call('POST', link), call('POST', link)])
    const again = await call('POST', link)
    expect([again.status, (await ledgerOf(email)).length]).toEqual([303, 6])
    const { status, page, props } = await call('GET', link)
    expect([status, page, props['state']]).toEqual([200, 'confirm', 'confirmed'])
    expect(props['preferences']).toMatch(/^https:\/\/fairlist\.example\/preferences\/1\./)
    expect((await mailsTo(email)).length).toBe(2)
  })

  test('after 24 hours it is too old; the form sent again renews it', async () => {
    const email = somebody()
    await subscribe(email, { 'consent-email': 'on' })
    const old = await linkOf(email)
    clock.advance(24 * 3_600_000)
    expect(await call('POST', old)).toMatchObject({ status: 410, props: { state: 'expired' } })
    expect(await mayMail(email)).toBe(false)
    policyVersion = '2.0'
    await subscribe(email, { 'consent-email': 'on' })
    const fresh = await linkOf(email)
    expect(fresh).not.toBe(old)
    expect((await call('POST', fresh)).status).toBe(303)
    expect((await ledgerOf(email)).at(-1)).toMatchObject({ basis: 'confirmation', policy_version: '2.0' })
    expect((await call('POST', old)).status).toBe(404)
  })

  test.each(['x', 'A'.repeat(43), '..%2f..', "'; DROP TABLE mails; --"])(
    'changed to %j, it is unknown',
    async (token) => {
      const { status, page } = await call('POST', `/confirm/${encodeURIComponent(token)}`)
      expect([status, page]).toEqual([404, 'confirm'])
    },
  )

  test('the database does not hold what the link opens', async () => {
    const email = somebody()
    await subscribe(email)
    const token = (await linkOf(email)).split('/').at(-1) ?? ''
    const { rows } = await sql<{ text: string }>`SELECT registrations::text AS text FROM registrations`.execute(db)
    expect(rows.some(({ text }) => text.includes(token))).toBe(false)
  })
})

describe('preferences', () => {
  test('shown by signed link, changed, withdrawn one by one and all at once', async () => {
    const email = somebody()
    const url = await subscribed(email)
    const { status, page, props } = await call('GET', url)
    expect([status, page]).toEqual([200, 'preferences'])
    const shown = props as unknown as ConsentPages['preferences']
    expect(shown).toMatchObject({
      address: email,
      given: [{ value: 'email news', label: 'News by e-mail' }],
      everything: true,
    })
    const saved = await call('POST', url, { save: '', 'email news': 'on', 'email events': 'on', 'post offers': 'on' })
    expect(saved.headers['location']).toBe(`${url.replace(ORIGIN, '')}/saved`)
    expect([await mayMail(email), await mayMail(email, 'events'), await mayMail(email, 'offers')]).toEqual([
      true,
      true,
      false,
    ])
    await call('POST', url, { withdraw: 'email events' })
    expect([await mayMail(email), await mayMail(email, 'events')]).toEqual([true, false])
    await call('POST', url, { withdraw: 'everything' })
    expect(await mayMail(email)).toBe(false)
    expect((await call('GET', url)).props).toMatchObject({ given: [], everything: false })
    await call('POST', url, { save: '', 'email news': 'on' })
    expect([await mayMail(email), await mayMail(email, 'events')]).toEqual([true, false])
  })

  test('a post without a button of ours changes nothing', async () => {
    const email = somebody()
    const url = await subscribed(email)
    for (const form of [{}, { 'email events': 'on' }, { withdraw: 'nonsense' }]) await call('POST', url, form as never)
    expect(await mayMail(email)).toBe(true)
    expect(await mayMail(email, 'events')).toBe(false)
  })

  test('a link that was changed opens nothing', async () => {
    const url = await subscribed(somebody())
    const other = await subscribed(somebody())
    const [version, id, topic, mac] = url.split('/').at(-1)?.split('.') ?? []
    const [, otherId] = other.split('/').at(-1)?.split('.') ?? []
    const forged = [
      [version, otherId, topic, mac],
      [version, id, 'news', mac],
      ['2', id, topic, mac],
      [version, id, topic, 'A'.repeat(43)],
      [version, id, topic],
    ].map((parts) => `/preferences/${parts.join('.')}`)
    for (const link of forged) {
      expect(await call('GET', link)).toMatchObject({ status: 404, page: 'link-invalid' })
      expect(await call('POST', link, { withdraw: 'everything' })).toMatchObject({ status: 404, page: 'link-invalid' })
    }
  })

  test.each([
    ['as a form', { 'List-Unsubscribe': 'One-Click' }],
    ['as multipart', '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'],
  ])('one click in a mail, %s: no login, no redirect; opening does nothing', async (_, body) => {
    const email = somebody()
    const preferences = await subscribed(email)
    await call('POST', preferences, { save: '', 'email news': 'on', 'email events': 'on' })
    const correspondent = (await ledgerOf(email))[0].correspondent
    const signer = await open(keys)
    const url = `/unsubscribe/${signer.sign({ correspondent, topic: 'news' })}`
    const { status, page, props } = await call('GET', url)
    expect([status, page, props['oneClick']]).toMatchObject([
      200,
      'preferences',
      { label: 'News by e-mail', action: url },
    ])
    expect(await mayMail(email)).toBe(true)
    expect(await call('POST', url, body as never)).toMatchObject({ status: 200, props: { notice: 'unsubscribed' } })
    expect([await mayMail(email), await mayMail(email, 'events')]).toEqual([false, true])
    expect((await ledgerOf(email)).at(-1)).toMatchObject({ basis: 'one-click', topic: 'news', given: false })
  })

  test('a one-click post that does not say so changes nothing', async () => {
    const email = somebody()
    await subscribed(email)
    const correspondent = (await ledgerOf(email))[0].correspondent
    const url = `/unsubscribe/${(await open(keys)).sign({ correspondent, topic: 'news' })}`
    expect((await call('POST', url, { hello: 'x' })).status).toBe(200)
    expect((await call('POST', url)).status).toBe(200)
    expect(await mayMail(email)).toBe(true)
  })

  test('the key is the owner’s alone; a new version signs, an old one is honoured until it is removed', async () => {
    expect((await stat(keys)).mode & 0o777).toBe(0o600)
    const claim = { correspondent: '019cb3a5-e640-73c9-8aea-86b2b66fa888', topic: null }
    const first = (await open(keys)).sign(claim)
    const text = await readFile(keys, 'utf8')
    const turned = join(database.data, 'turned.key')
    await writeFile(turned, `${text}2 ${'ab'.repeat(32)}\n`)
    const both = await open(turned)
    expect(both.sign(claim)).toMatch(/^2\./)
    expect([both.read(first), both.read(both.sign(claim))]).toEqual([claim, claim])
    await writeFile(turned, `2 ${'ab'.repeat(32)}\n`)
    expect((await open(turned)).read(first)).toBeNull()
    await writeFile(turned, 'nonsense\n')
    await expect(open(turned)).rejects.toMatchObject({ code: 'internal' })
  })
})

describe('the ledger', () => {
  test.each([
    'UPDATE consents SET given = true',
    'DELETE FROM consents',
    'TRUNCATE consents',
    'DELETE FROM consent_forms',
  ])('refuses %s', async (statement) => {
    await expect(sql.raw(statement).execute(db)).rejects.toThrow(/permission denied|only grows/)
  })

  test('refuses changes of whoever may change tables, too', async () => {
    await subscribed(somebody())
    const { rows } = await sql<{ tgname: string; off: boolean }>`
      SELECT tgname, tgenabled <> 'O' AS off FROM pg_trigger WHERE tgrelid = 'registration.consents'::regclass AND NOT tgisinternal`.execute(
      db,
    )
    expect(rows).toEqual([{ tgname: 'consents_are_final', off: false }])
  })
})

describe('what staff sees', () => {
  test('lists page by page, finds by address, shows one with its ledger', async () => {
    const emails = [somebody(), somebody(), somebody()]
    for (const email of emails) {
      clock.advance(1000)
      await subscribed(email)
    }
    const get = async (url: string) => {
      const answer = await app.inject({ url, headers: { host: 'localhost' } })
      return {
        status: answer.statusCode,
        body: answer.json<{ items: { id: string; address: string }[]; next: string | null }>(),
      }
    }
    const first = await get('/v1/operator/registrations?kind=subscription&state=confirmed&limit=2')
    expect(first.body.items.map(({ address }) => address)).toEqual([emails[2], emails[1]])
    const second = await get(`/v1/operator/registrations?limit=1&state=confirmed&cursor=${first.body.next}`)
    expect(second.body.items.map(({ address }) => address)).toEqual([emails[0]])
    expect((await get(`/v1/operator/registrations?q=${emails[1].slice(0, 9)}`)).body.items.length).toBeGreaterThan(0)
    expect((await get('/v1/operator/registrations?q=%25')).body.items).toEqual([])
    const detail = await get(`/v1/operator/registrations/${first.body.items[0].id}`)
    expect(detail.body).toMatchObject({ address: emails[2], allowed: [{ channel: 'email', topic: 'news' }] })
    expect((detail.body as unknown as { ledger: object[] }).ledger).toHaveLength(6)
    expect((await get('/v1/operator/registrations/nonsense')).status).toBe(400)
    expect((await get('/v1/operator/registrations/019cb3a5-e640-73c9-8aea-86b2b66fa888')).status).toBe(404)
  })
})
