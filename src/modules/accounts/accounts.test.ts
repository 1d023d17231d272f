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
import { openAccounts } from './index.ts'
import type { AccountTables } from './index.ts'

let database: ADatabase
let db: Kysely<AccountTables & MailTables>
let app: HttpApp
/** What the doors of policies and consents were given, as rows of a table would be. */
let agreed: { user: string; accepted: unknown; ticked?: string[] }[] = []
let failConsent = false
/** Seats of the plan that organisations have. */
let seats: number | null = null
const clock = createManualClock(new Date())
const ORIGIN = 'http://127.0.0.1:4600'
const PASSWORD = 'copper lantern velvet moose'

beforeAll(async () => {
  database = await aDatabase()
  db = database.postgres.as('registration')
  const accounts = await openAccounts({
    db: database.postgres.as('registration'),
    clock,
    keyFile: join(database.data, 'keys', 'accounts.key'),
    secure: false,
    origin: () => ORIGIN,
    seatsOf: async () => seats,
    policies: {
      current: async () => [{ kind: 'terms', title: 'Terms', version: '3', href: '/policies/terms' }],
      accept: async (_trx, { user, accepted }) => void agreed.push({ user, accepted }),
      isPending: async () => false,
    },
    consents: {
      offered: { note: 'Free.', consents: [{ name: 'consent-email', label: 'Write to me' }] },
      record: async (_trx, { user, accepted, ticked }) => {
        if (failConsent) throw new Error('the ledger is closed')
        agreed.push({ user, accepted, ticked })
      },
    },
  })
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    identify: accounts.identify,
    routes: accounts.routes,
  })
})
afterAll(async () => {
  await app.close()
  await database.remove()
})
beforeEach(() => {
  agreed = []
  failConsent = false
  seats = null
  clock.advance(61_000) // out of the limits of the minute before
})

type Answer = {
  status: number
  page: string
  props: Record<string, never>
  cookies: string[]
  to: string
  body: string
}

let network = 0
async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  { form, json, cookie }: { form?: Record<string, string>; json?: object; cookie?: string } = {},
): Promise<Answer> {
  network += 1 // each call from a network of its own: limits are tried by themselves
  const answer = await app.inject({
    method,
    url: url.replace(ORIGIN, ''),
    remoteAddress: `10.${(network >> 16) & 255}.${(network >> 8) & 255}.${network & 255}`,
    headers: {
      host: '127.0.0.1:4600',
      ...(cookie ? { cookie } : {}),
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    ...(json ? { payload: json } : {}),
  })
  const [, page = '', props = '{}'] = /^([a-z-]+)\n([^]*)$/.exec(answer.body) ?? []
  return {
    status: answer.statusCode,
    page,
    props: JSON.parse(props) as never,
    cookies: [answer.headers['set-cookie'] ?? []].flat(),
    to: answer.headers.location ?? '',
    body: answer.body,
  }
}

let people = 0
const somebody = () => `person${++people}@people.example`

const signUp = (email: string, more: Record<string, string> = {}) =>
  call('POST', '/sign-up', {
    form: { name: 'Mara Lindqvist', email, organisation: 'Kestrel', password: PASSWORD, terms: 'on', ...more },
  })

async function mailsTo(recipient: string) {
  return db.selectFrom('mails').selectAll().where('recipient', '=', recipient).orderBy('id').execute()
}

async function linkTo(email: string, template: string): Promise<string> {
  const mails = (await mailsTo(email)).filter((mail) => mail.template === template)
  return (mails.at(-1)?.data as { link?: string } | undefined)?.link ?? 'no such mail'
}

/** Signs in; gives the cookie to send. */
async function signIn(email: string, password = PASSWORD): Promise<string> {
  const { cookies } = await call('POST', '/sign-in', { form: { email, password } })
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
}

/** A user with an organisation, as the forms make one. */
async function aUser(): Promise<{ email: string; cookie: string }> {
  const email = somebody()
  await signUp(email)
  await call('POST', await linkTo(email, 'verify-email'))
  return { email, cookie: await signIn(email) }
}

describe('signing up', () => {
  test('makes nobody until the link is followed, and then all at once', async () => {
    const email = somebody()
    const asked = await signUp(email, { 'consent-email': 'on' })
    expect([asked.status, asked.to]).toEqual([303, '/sign-up/sent'])
    expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toEqual([])
    const link = await linkTo(email, 'verify-email')
    expect((await call('GET', link)).page).toBe('confirm-account')
    expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toEqual([]) // opening is no click
    const done = await call('POST', link)
    expect([done.status, done.to]).toEqual([303, '/sign-in?notice=confirmed'])
    expect(agreed.map(({ accepted }) => accepted)).toEqual(
      Array.from({ length: 2 }, () => [{ kind: 'terms', version: '3' }]),
    )
    expect(agreed[1]?.ticked).toEqual(['consent-email'])
    expect((await call('POST', link)).status).toBe(410) // a link used twice
    expect((await call('POST', link.replace(/.$/, 'x'))).status).toBe(404) // changed
    const row = await db.selectFrom('sign_ups').selectAll().where('email', '=', email).executeTakeFirstOrThrow()
    expect([row.password, row.name]).toEqual([null, '']) // what is not needed any more is gone
  })

  test('leaves nothing half done when the ledger of consent cannot be written', async () => {
    const email = somebody()
    await signUp(email)
    failConsent = true
    const link = await linkTo(email, 'verify-email')
    expect((await call('POST', link)).status).toBe(500)
    expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toEqual([])
    failConsent = false
    expect((await call('POST', link)).status).toBe(303)
  })

  test('says the same for an address that has an account, and writes to its owner', async () => {
    const { email } = await aUser()
    const asked = await signUp(email)
    expect([asked.status, asked.to]).toEqual([303, '/sign-up/sent'])
    expect((await mailsTo(email)).map(({ template }) => template)).toContain('sign-up-known')
  })

  test('takes the same form sent twice as one, and three different ones an hour', async () => {
    const email = somebody()
    await signUp(email)
    await signUp(email)
    expect(await mailsTo(email)).toHaveLength(1)
    for (const organisation of ['A1', 'B2', 'C3', 'D4']) await signUp(email, { organisation })
    expect(await mailsTo(email)).toHaveLength(3)
  })

  test('knows when a link is too old', async () => {
    const email = somebody()
    await signUp(email)
    const link = await linkTo(email, 'verify-email')
    clock.advance(25 * 3_600_000)
    expect((await call('GET', link)).status).toBe(410)
    expect((await call('POST', link)).status).toBe(410)
  })

  test.each<[string, Record<string, string>, string]>([
    ['no address', { email: 'somebody' }, 'email'],
    ['spaces in the address', { email: 'some body@people.example' }, 'email'],
    ['a header in the address', { email: 'a@people.example\r\nBcc: b@people.example' }, 'email'],
    ['no name', { name: ' \u200b ' }, 'name'],
    ['a megabyte of name', { name: 'x'.repeat(1_000_000) }, 'name'],
    ['a short password', { password: 'otter' }, 'password'],
    ['a password that is the name', { password: 'Mara Lindqvist 1' }, 'password'],
    ['terms left out', { terms: '' }, 'terms'],
  ])('says at the field what is wrong: %s', async (_name, wrong, field) => {
    const email = somebody()
    const answer = await signUp(email, wrong)
    expect([answer.status, answer.page]).toEqual([422, 'sign-up'])
    expect(Object.keys(answer.props['errors'] ?? {})).toEqual([field])
    expect(answer.body).not.toContain(PASSWORD) // a password is never sent back
    expect(answer.body.length).toBeLessThan(5000)
  })

  test('takes upper case, plus tags and other scripts in addresses', async () => {
    await signUp('Person.PLUS+tag@PEOPLE.example')
    await signUp('anna@bücher.example')
    const row = await db
      .selectFrom('sign_ups')
      .select('email')
      .where('email', 'in', ['person.plus+tag@people.example', 'anna@xn--bcher-kva.example'])
      .execute()
    expect(row).toHaveLength(2)
  })
})

describe('signing in', () => {
  test('opens a session by a cookie that scripts cannot read, and ends it', async () => {
    const { email } = await aUser()
    const answer = await call('POST', '/sign-in?next=x', { form: { email, password: PASSWORD, next: '/editions' } })
    expect([answer.status, answer.to]).toEqual([303, '/editions'])
    const [cookie = ''] = answer.cookies
    expect(cookie).toMatch(/^fairlist_session=/)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).not.toMatch(/Domain=/i)
    const own = { cookie: cookie.split(';', 1)[0] ?? '' }
    expect((await call('GET', '/v1/account', own)).status).toBe(200)
    expect((await call('POST', '/sign-out', own)).to).toBe('/sign-in?notice=signed-out')
    expect((await call('GET', '/v1/account', own)).status).toBe(401)
  })

  test('leads nowhere else', async () => {
    const { email } = await aUser()
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/\nx', 'javascript:alert(1)']) {
      expect((await call('POST', '/sign-in', { form: { email, password: PASSWORD, next } })).to).toBe('/search')
    }
  })

  test('says the same for a wrong password and an unknown address, and rests after ten', async () => {
    const { email } = await aUser()
    const wrong = await call('POST', '/sign-in', { form: { email, password: 'wrong wrong wrong' } })
    const unknown = await call('POST', '/sign-in', { form: { email: somebody(), password: 'wrong wrong wrong' } })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(wrong.props['error']).toBe(unknown.props['error'])
    for (let i = 0; i < 9; i++) await call('POST', '/sign-in', { form: { email, password: 'wrong wrong wrong' } })
    expect((await call('POST', '/sign-in', { form: { email, password: PASSWORD } })).status).toBe(429)
    clock.advance(16 * 60_000)
    expect((await call('POST', '/sign-in', { form: { email, password: PASSWORD } })).status).toBe(303)
  })

  test('refuses a cookie that was changed', async () => {
    const { cookie } = await aUser()
    expect((await call('GET', '/v1/account', { cookie: cookie.replace(/.$/, 'x') })).status).toBe(401)
    expect((await call('GET', '/v1/account', { cookie: 'fairlist_session=' })).status).toBe(401)
  })

  test('limits one network to twenty forms a minute', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 25; i++) {
      const payload = new URLSearchParams({ email: `nobody${i}@people.example`, password: 'x' }).toString()
      const headers = { host: '127.0.0.1:4600', 'content-type': 'application/x-www-form-urlencoded' }
      const answer = await app.inject({
        method: 'POST',
        url: '/sign-in',
        remoteAddress: '2001:db8::1',
        headers,
        payload,
      })
      statuses.push(answer.statusCode)
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  })
})

describe('a forgotten password', () => {
  test('is set anew by a link that works once, and ends all sessions', async () => {
    const { email, cookie } = await aUser()
    expect((await call('POST', '/forgotten', { form: { email } })).to).toBe('/forgotten/sent')
    const link = await linkTo(email, 'reset-password')
    const token = link.split('/').at(-1) ?? ''
    const set = (password: string) => call('POST', '/new-password', { form: { token, password } })
    expect((await set('short')).status).toBe(422)
    expect((await set('gravel otter umbrella nine')).to).toBe('/sign-in?notice=password-changed')
    expect((await call('GET', '/v1/account', { cookie })).status).toBe(401)
    expect((await set('another lantern of copper')).status).toBe(410)
    expect(await signIn(email)).toBe('')
    expect(await signIn(email, 'gravel otter umbrella nine')).not.toBe('')
    expect((await mailsTo(email)).map(({ template }) => template)).toContain('password-changed')
  })

  test('tells nobody who has an account', async () => {
    const email = somebody()
    expect((await call('POST', '/forgotten', { form: { email } })).to).toBe('/forgotten/sent')
    expect(await mailsTo(email)).toEqual([])
  })
})

describe('an organisation', () => {
  test('grows by invitation, and keeps an owner', async () => {
    const owner = await aUser()
    const email = somebody()
    const asked = await call('POST', '/v1/organisation/invitations', { json: { email, role: 'member' }, ...owner })
    expect(asked.status).toBe(201)
    const link = await linkTo(email, 'invitation')
    expect((await call('GET', link)).props['state']).toBe('new')
    const joined = await call('POST', link, { form: { name: 'Jonas Brandt', password: PASSWORD, terms: 'on' } })
    expect([joined.status, joined.to]).toEqual([303, '/search'])
    const member = { cookie: joined.cookies.map((each) => each.split(';', 1)[0]).join('; ') }
    const account = JSON.parse((await call('GET', '/v1/account', member)).body) as { organisation: object; id: string }
    expect(account.organisation).toMatchObject({ name: 'Kestrel', role: 'member' })
    expect((await call('POST', link)).status).toBe(410)
    // A member leads nobody.
    const json = { email: somebody(), role: 'member' }
    expect((await call('POST', '/v1/organisation/invitations', { json, ...member })).status).toBe(403)
    const own = JSON.parse((await call('GET', '/v1/account', owner)).body) as { id: string }
    const url = `/v1/organisation/members/${own.id}`
    expect((await call('DELETE', url, owner)).status).toBe(409) // the last owner
    await call('PUT', `/v1/organisation/members/${account.id}`, { json: { role: 'owner' }, ...owner })
    expect((await call('DELETE', url, owner)).status).toBe(204)
  })

  test('invites no more people than its plan has seats; one invited already may be invited again', async () => {
    const owner = await aUser()
    const invitePerson = (email: string) =>
      call('POST', '/v1/organisation/invitations', { json: { email, role: 'member' }, ...owner })
    seats = 2
    const email = somebody()
    expect((await invitePerson(email)).status).toBe(201)
    const refused = await invitePerson(somebody())
    expect(refused.status).toBe(409)
    expect(refused.body).toContain('Your plan has 2 seats, and all are taken (1 in the organisation, 1 invited).')
    expect((await invitePerson(email)).status).toBe(201)
    seats = 3
    expect((await invitePerson(somebody())).status).toBe(201)
  })

  test('is closed to another one’s owner', async () => {
    const [one, other] = [await aUser(), await aUser()]
    const { id } = JSON.parse((await call('GET', '/v1/account', one)).body) as { id: string }
    expect((await call('DELETE', `/v1/organisation/members/${id}`, other)).status).toBe(404)
    expect((await call('PUT', `/v1/organisation/members/${id}`, { json: { role: 'member' }, ...other })).status).toBe(
      404,
    )
  })

  test('invites whoever has an account under their own session only', async () => {
    const [owner, invited, other] = [await aUser(), await aUser(), await aUser()]
    await call('POST', '/v1/organisation/invitations', { json: { email: invited.email, role: 'member' }, ...owner })
    const link = await linkTo(invited.email, 'invitation')
    expect((await call('GET', link)).props['state']).toBe('sign-in')
    expect((await call('GET', link, other)).props['state']).toBe('other')
    expect((await call('POST', link, other)).status).toBe(403)
    expect((await call('POST', link, invited)).to).toBe('/search')
  })
})

describe('sessions', () => {
  test('are seen and ended, one’s own alone', async () => {
    const { email, cookie } = await aUser()
    const second = await signIn(email)
    const listed = JSON.parse((await call('GET', '/v1/account/sessions', { cookie })).body) as {
      items: { id: string; current: boolean }[]
    }
    expect(listed.items.filter(({ current }) => current)).toHaveLength(1)
    const [other] = listed.items.filter(({ current }) => !current)
    const stranger = await aUser()
    expect((await call('DELETE', `/v1/account/sessions/${other?.id}`, stranger)).status).toBe(404)
    expect((await call('DELETE', `/v1/account/sessions/${other?.id}`, { cookie })).status).toBe(200)
    expect((await call('GET', '/v1/account', { cookie: second })).status).toBe(401)
    expect((await call('GET', '/v1/account', { cookie })).status).toBe(200)
  })
})

test('what happens to accounts is in the trail, without a name or an address', async () => {
  const { email } = await aUser()
  const { rows } = await sql<{ action: string; all: string }>`
    SELECT action, concat(actor, ' ', subject, ' ', detail) AS all FROM audit.events`.execute(
    database.postgres.as('audit'),
  )
  const actions = new Set(rows.map(({ action }) => action))
  for (const action of ['user.create', 'session.create', 'organisation.create', 'organisation-member.create'])
    expect(actions).toContain(action)
  expect(rows.map(({ all }) => all).join('\n')).not.toMatch(new RegExp(`@|${email.split('@')[0]}|Mara|Kestrel`))
})
