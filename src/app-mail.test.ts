import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { anSmtpServer } from '../test/builders/an-smtp-server.ts'
import type { AnSmtpServer } from '../test/builders/an-smtp-server.ts'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { loadConfig } from './config.ts'
import { queueMail } from './modules/mail/index.ts'

let data: string
let app: App
let server: AnSmtpServer

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'fairlist-app-mail-'))
  server = await anSmtpServer()
  const environment = { SMTP_URL: server.url, MAIL_FROM: 'no-reply@fairlist.example', PUBLIC_URL: 'http://localhost' }
  app = await createApp({ config: { ...loadConfig(environment), logLevel: 'silent' }, data, web: null })
})
afterAll(async () => {
  await app.close()
  await server.close()
  await rm(data, { recursive: true, force: true })
})

const EMAIL = 'ada@people.example'

async function post(url: string, form: Record<string, string>): Promise<number> {
  const headers = { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams(form).toString()
  return (await app.http.inject({ method: 'POST', url: url.replace('http://localhost', ''), headers, payload }))
    .statusCode
}

async function mailNumber(count: number) {
  await vi.waitFor(() => expect(server.taken.length).toBe(count), { timeout: 10_000, interval: 50 })
  return server.taken[count - 1].mail
}

function queue(mail: { kind: 'service' } | { kind: 'declinable'; topic: string }): Promise<string> {
  const data = { title: 'What is new', paragraphs: ['One thing.'] }
  const db = app.postgres.as('registration')
  return db.transaction().execute((trx) => queueMail(trx, { template: 'news', to: EMAIL, data, ...mail }))
}

test('from a form to a mail, to one click, to silence: but service mail goes on', { timeout: 60_000 }, async () => {
  expect(await post('/register/subscription', { email: EMAIL, 'consent-email': 'on' })).toBe(303)
  const asking = await mailNumber(1)
  expect(await post(/http:\/\/localhost\/confirm\/\S+/.exec(asking.text ?? '')?.[0] ?? '', {})).toBe(303)
  expect((await mailNumber(2)).text).toContain('News by e-mail')

  await queue({ kind: 'declinable', topic: 'news' })
  const news = await mailNumber(3)
  const header = news.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? ''
  const url = /^<http:\/\/localhost(\/unsubscribe\/\S+)>$/.exec(header)?.[1] ?? ''
  expect((await app.http.inject({ url, headers: { host: 'localhost' } })).statusCode).toBe(200)
  await queue({ kind: 'declinable', topic: 'news' })
  await mailNumber(4) // looking at the page declined nothing

  expect(await post(url, { 'List-Unsubscribe': 'One-Click' })).toBe(200)
  const declined = await queue({ kind: 'declinable', topic: 'news' })
  await queue({ kind: 'service' })
  const service = await mailNumber(5)
  expect(service.headers.some(({ key }) => key.startsWith('list-'))).toBe(false)
  const answer = await app.http.inject({ url: '/v1/operator/mails?state=withheld', headers: { host: 'localhost' } })
  expect(answer.json<{ items: object[] }>().items).toMatchObject([
    { id: declined, answer: 'declined by the recipient' },
  ])
})
