import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createManualClock } from '../../platform/clock/index.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { openMailFolder } from '../../platform/mail/index.ts'
import { renderMail } from '../../web/mail/render-mail.ts'
import { deliverMails } from './deliver-mails.ts'
import { mailRoutes, queueMail } from './index.ts'
import type { MailTables } from './index.ts'

let database: ADatabase
let db: Kysely<MailTables>
let app: HttpApp
const clock = createManualClock('2026-03-01T09:00:00.000Z')

beforeAll(async () => {
  database = await aDatabase()
  db = database.postgres.as<MailTables>('registration')
  const transport = openMailFolder(join(database.data, 'mail'))
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    routes: mailRoutes({ db, clock, transport }),
  })
  for (let n = 0; n < 5; n++) {
    clock.advance(1000)
    const data = { link: `https://fairlist.example/reset/${n}`, hours: 1 }
    const mail = { template: 'reset-password', kind: 'service', to: `user_${n}@people.example`, data, clock } as const
    await db.transaction().execute((trx) => queueMail(trx, mail))
  }
  await deliverMails(
    {
      db,
      clock,
      transport,
      render: renderMail,
      instance: () => ({ name: 'Fairlist', origin: 'https://fairlist.example' }),
      sender: { from: 'no-reply@fairlist.example', address: 'no-reply@fairlist.example' },
      mayReceive: async () => true,
      declining: () => Promise.reject(new Error('service mail has none')),
    },
    { signal: new AbortController().signal },
  )
})
afterAll(async () => {
  await app.close()
  await database.remove()
})

type Item = { id: string; state: string; recipient: string; attempts: number }
type Body = { items: Item[]; next: string | null; counts: object; content: { text: string } | null }

async function call(method: 'GET' | 'POST', url: string): Promise<{ status: number; body: Body }> {
  const answer = await app.inject({ method, url, headers: { host: 'localhost' } })
  return { status: answer.statusCode, body: answer.json() }
}

test('mails are listed newest first, page by page, without what they hold', async () => {
  const { body } = await call('GET', '/v1/operator/mails?limit=3&state=sent')
  expect(body).toMatchObject({ transport: 'folder', counts: { sent: 5 } })
  expect(body.items.map(({ recipient }) => recipient[5])).toEqual(['4', '3', '2'])
  const rest = await call('GET', `/v1/operator/mails?limit=3&cursor=${body.next}`)
  expect([rest.body.items.length, rest.body.next]).toEqual([2, null])
  expect(JSON.stringify(body)).not.toContain('/reset/')
  expect((await call('GET', '/v1/operator/mails?q=USER_3')).body.items).toHaveLength(1)
  expect((await call('GET', '/v1/operator/mails?q=user%253')).body.items).toEqual([])
  expect((await call('GET', '/v1/operator/mails?limit=1000')).status).toBe(400)
})

test('one mail shows what it says, where mails are files', async () => {
  const { body } = await call('GET', '/v1/operator/mails?limit=1')
  const detail = await call('GET', `/v1/operator/mails/${body.items[0].id}`)
  expect(detail.body.content?.text).toContain('https://fairlist.example/reset/4')
  expect((await call('GET', '/v1/operator/mails/019cb3a5-e640-73c9-8aea-86b2b66fa888')).status).toBe(404)
})

test('only what has failed is sent again, and that is on record', async () => {
  const { body } = await call('GET', '/v1/operator/mails?limit=1')
  const { id } = body.items[0]
  expect((await call('POST', `/v1/operator/mails/${id}/resend`)).status).toBe(409)
  await db.updateTable('mails').set({ state: 'failed', attempts: 10 }).where('id', '=', id).execute()
  const again = await call('POST', `/v1/operator/mails/${id}/resend`)
  expect(again).toMatchObject({ status: 200, body: { state: 'queued', attempts: 0 } })
  const audit = database.postgres.as('audit')
  const { rows } = await sql`SELECT action, subject FROM audit.events`.execute(audit)
  expect(rows).toEqual([{ action: 'mail.resend', subject: `mail:${id}` }])
})
