import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import PostalMime from 'postal-mime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { anSmtpServer } from '../../../test/builders/an-smtp-server.ts'
import type { AnSmtpServer } from '../../../test/builders/an-smtp-server.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import { openMailFolder, openSmtp } from '../../platform/mail/index.ts'
import type { MailTransport } from '../../platform/mail/index.ts'
import { renderMail } from '../../web/mail/render-mail.ts'
import { deliverMails } from './deliver-mails.ts'
import type { DeliveryDependencies } from './deliver-mails.ts'
import { queueMail } from './index.ts'
import type { Mail } from './index.ts'
import type { MailTables } from './tables.ts'

let database: ADatabase
let db: Kysely<MailTables>
let server: AnSmtpServer
let transport: MailTransport
let refuse: (address: string) => { code: number; words: string } | null
let greet: () => { code: number; words: string } | null
let declined: Set<string>
const clock = createManualClock('2026-03-01T09:00:00.000Z')

beforeAll(async () => {
  database = await aDatabase()
  db = database.postgres.as<MailTables>('registration')
})
afterAll(() => database.remove())
beforeEach(async () => {
  refuse = () => null
  greet = () => null
  declined = new Set()
  await db.updateTable('mails').set({ state: 'withheld' }).where('state', 'in', ['queued', 'sending']).execute()
  server = await anSmtpServer({ recipient: (address) => refuse(address), greeting: () => greet() })
  transport = openSmtp({ url: server.url, connections: 3 })
})
afterEach(async () => {
  await transport.close()
  await server.close()
})

const NEVER = new AbortController().signal

function deliver(changes: Partial<DeliveryDependencies> = {}): Promise<'done' | 'trouble'> {
  const dependencies: DeliveryDependencies = {
    db,
    clock,
    transport,
    render: renderMail,
    instance: () => ({ name: 'Fairlist', origin: 'https://fairlist.example' }),
    sender: { from: 'Fairlist <no-reply@fairlist.example>', address: 'no-reply@fairlist.example' },
    mayReceive: async ({ topic }) => !declined.has(topic),
    declining: async ({ topic }) => ({
      unsubscribe: `https://fairlist.example/unsubscribe/signed-${topic}`,
      preferences: 'https://fairlist.example/preferences/signed',
    }),
    ...changes,
  }
  return deliverMails(dependencies, { signal: NEVER })
}

function queue(mail: Partial<Mail<'news'>> = {}): Promise<string> {
  const data = { title: 'What is new', paragraphs: ['One thing.', 'Another thing: <b>ünï</b> & more.'] }
  const whole = { template: 'news', to: 'ada@news.example', kind: 'declinable', topic: 'news', data, clock } as const
  return db.transaction().execute((trx) => queueMail(trx, { ...whole, ...mail } as Mail<'news'>))
}

async function stateOf(id: string) {
  return db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

test('a declinable mail goes out as text and HTML, with a way to decline it in one click', async () => {
  const id = await queue()
  expect(await deliver()).toBe('done')
  const [{ from, to, mail }] = server.taken
  expect({ from, to }).toEqual({ from: 'no-reply@fairlist.example', to: ['ada@news.example'] })
  expect(mail.subject).toBe('What is new')
  expect(mail.text).toContain('Another thing: <b>ünï</b> & more.')
  expect(mail.html).toContain('Another thing: &lt;b&gt;ünï&lt;/b&gt; &amp; more.')
  const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]))
  expect(headers).toMatchObject({
    'list-unsubscribe': '<https://fairlist.example/unsubscribe/signed-news>',
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    date: 'Sun, 01 Mar 2026 09:00:00 +0000',
  })
  expect(mail.text).toContain('https://fairlist.example/unsubscribe/signed-news')
  const row = await stateOf(id)
  expect(row).toMatchObject({
    state: 'sent',
    attempts: 1,
    data: {},
    message_id: mail.messageId,
    subject: 'What is new',
  })
  expect(row.last_answer).toMatch(/^250 /)
})

test('service mail goes whatever the preferences are, and offers no way to decline', async () => {
  declined.add('news')
  const data = { link: 'https://fairlist.example/reset/abc', hours: 1 }
  await queue({ template: 'reset-password', kind: 'service', topic: undefined, data } as never)
  await deliver({ mayReceive: () => Promise.reject(new Error('must not be asked')) })
  const [{ mail }] = server.taken
  expect(mail.headers.filter(({ key }) => key.startsWith('list-'))).toEqual([])
  expect(mail.text).toContain('https://fairlist.example/reset/abc')
})

test('preferences are obeyed as they are when the mail is sent, not when it was queued', async () => {
  const id = await queue()
  declined.add('news')
  await deliver()
  expect(server.taken).toEqual([])
  expect(await stateOf(id)).toMatchObject({ state: 'withheld', attempts: 0, data: {} })
})

test('what is rolled back is never sent', async () => {
  await db
    .transaction()
    .execute(async (trx) => {
      await queueMail(trx, {
        template: 'password-changed',
        kind: 'service',
        to: 'a@b.example',
        data: { forgotten: 'https://f.example/' },
      })
      throw new Error('no')
    })
    .catch(() => {})
  await deliver()
  expect(server.taken).toEqual([])
})

test('a key queued twice is one mail', async () => {
  const [first, second] = [await queue({ key: 'news:1:ada' }), await queue({ key: 'news:1:ada' })]
  expect(second).toBe(first)
  await deliver()
  await deliver()
  expect(server.taken).toHaveLength(1)
})

describe('refusals', () => {
  test('4xx is tried again, later and later, with the same bytes; then it has failed', async () => {
    refuse = () => ({ code: 450, words: 'mailbox busy' })
    const id = await queue()
    const waits: number[] = []
    for (let row = await stateOf(id); row.state === 'queued' && waits.length < 20; row = await stateOf(id)) {
      waits.push((row.due_at.getTime() - clock.now().getTime()) / 1000)
      await deliver()
      expect((await stateOf(id)).attempts).toBe(waits.length)
      await deliver() // before its time: nothing happens
      clock.advance(Math.max(0, (await stateOf(id)).due_at.getTime() - clock.now().getTime()))
      waits[waits.length - 1] = row.due_at.getTime()
    }
    const steps = waits.slice(1).map((due, index) => (due - waits[index]) / 1000)
    expect(steps).toEqual([60, 300, 900, 3600, 7200, 14400, 28800, 43200, 86400])
    expect(await stateOf(id)).toMatchObject({ state: 'failed', attempts: 10, last_answer: '450 mailbox busy' })
  })

  test('4xx once, then taken', async () => {
    refuse = () => ({ code: 451, words: 'try again' })
    const id = await queue()
    await deliver()
    expect(await stateOf(id)).toMatchObject({ state: 'queued', attempts: 1 })
    refuse = () => null
    clock.advance(60_000)
    await deliver()
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('5xx is for good, and keeps what it needs to be sent by hand', async () => {
    refuse = (address) => (address.startsWith('gone') ? { code: 550, words: 'no such user' } : null)
    const [gone, there] = [await queue({ to: 'gone@news.example' }), await queue()]
    expect(await deliver()).toBe('done')
    expect(await stateOf(gone)).toMatchObject({ state: 'failed', attempts: 1, last_answer: '550 no such user' })
    expect((await stateOf(gone)).data).not.toEqual({})
    expect(await stateOf(there)).toMatchObject({ state: 'sent' })
  })

  test('a mail that cannot be written fails alone', async () => {
    const [bad, good] = [await queue(), await queue()]
    await db.updateTable('mails').set({ data: '{"title":7}' }).where('id', '=', bad).execute()
    await deliver()
    expect([(await stateOf(bad)).state, (await stateOf(good)).state]).toEqual(['failed', 'sent'])
  })
})

describe('trouble with the server', () => {
  test('fails no mail and stops at once', async () => {
    greet = () => ({ code: 530, words: 'authentication required' })
    const ids = await Promise.all(Array.from({ length: 40 }, () => queue()))
    expect(await deliver()).toBe('trouble')
    const rows = await Promise.all(ids.map(stateOf))
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['queued']))
    expect(rows.filter(({ last_answer }) => last_answer !== null).length).toBeLessThanOrEqual(3)
    greet = () => null
    expect(await deliver()).toBe('done')
    expect(server.taken).toHaveLength(40)
  })

  test('no server at all', async () => {
    const id = await queue()
    const nobody = openSmtp({ url: 'smtp://127.0.0.1:9', connections: 1 })
    expect(await deliver({ transport: nobody })).toBe('trouble')
    expect(await stateOf(id)).toMatchObject({ state: 'queued', attempts: 0 })
    await nobody.close()
  })
})

test('what a deliverer that is gone had in hand is sent by the next, under the same Message-ID', async () => {
  const id = await queue()
  await db.updateTable('mails').set({ state: 'sending' }).where('id', '=', id).execute()
  const { message_id } = await stateOf(id)
  await deliver()
  expect(server.taken.map(({ mail }) => mail.messageId)).toEqual([message_id])
  await db
    .updateTable('mails')
    .set({
      state: 'sending',
      data: JSON.stringify({ title: 'What is new', paragraphs: ['One thing.', 'Another thing: <b>ünï</b> & more.'] }),
    })
    .where('id', '=', id)
    .execute()
  await deliver()
  expect(server.taken[1].bytes.equals(server.taken[0].bytes)).toBe(true)
})

test('two deliverers at once send each mail once', async () => {
  await Promise.all(Array.from({ length: 30 }, () => queue()))
  await Promise.all([deliver(), deliver(), deliver()])
  expect(server.taken).toHaveLength(30)
})

test('without a server, mails are files of the same bytes', async () => {
  const id = await queue()
  const folder = openMailFolder(join(database.data, 'mail'))
  await deliver({ transport: folder })
  const file = await readFile(join(database.data, 'mail', `${id}.eml`))
  expect((await PostalMime.parse(file)).subject).toBe('What is new')
  await db
    .updateTable('mails')
    .set({
      state: 'queued',
      data: JSON.stringify({ title: 'What is new', paragraphs: ['One thing.', 'Another thing: <b>ünï</b> & more.'] }),
    })
    .where('id', '=', id)
    .execute()
  await deliver()
  const trimmed = (bytes: Buffer) => bytes.toString('utf8').trimEnd()
  expect(trimmed(server.taken[0].bytes)).toBe(trimmed(file))
})

describe('bad input', () => {
  test.each([
    'ada@news.example\r\nBcc: eve@evil.example',
    'ada@news.example\nRCPT TO:<eve@evil.example>',
    'ada@news.example, eve@evil.example',
    '"Ada" <ada@news.example>',
    'ada@news.example\0',
    'ada lovelace@news.example',
    'ada@news',
    '@news.example',
    '',
  ])('no mail is queued for %j', async (to) => {
    await expect(queue({ to })).rejects.toMatchObject({ code: 'bad_input' })
  })

  test('no mail is queued for an address of 1 MB', async () => {
    const began = performance.now()
    await expect(queue({ to: `${'a.'.repeat(500_000)}@news.example` })).rejects.toMatchObject({ code: 'bad_input' })
    expect(performance.now() - began).toBeLessThan(200)
  })

  test.each([
    ['  Ada@News.EXAMPLE ', 'Ada@news.example'],
    ['ada+list@news.example', 'ada+list@news.example'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ["o'hara@news.example", "o'hara@news.example"],
  ])('%j is written to as %j', async (to, address) => {
    await queue({ to })
    await deliver()
    const header = /^to: (.*)\r$/im.exec(server.taken[0].bytes.toString('latin1'))?.[1] // the server shows IDN decoded
    expect(header).toBe(address)
  })

  test('a title cannot end the header it stands in', async () => {
    const title = 'News\r\nBcc: eve@evil.example\r\n\r\n<script>alert(1)</script>\u2028X: y\u202e'
    await queue({ data: { title, paragraphs: ['Text'] } })
    await deliver()
    const [{ mail, to, bytes }] = server.taken
    expect(to).toEqual(['ada@news.example'])
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc')
    expect(mail.subject).toBe('News Bcc: eve@evil.example <script>alert(1)</script> X: y')
    expect(bytes.toString('utf8').split('\r\n\r\n')[0]).not.toMatch(/^(bcc|x):/im)
    expect(mail.html).not.toContain('<script>')
  })
})
