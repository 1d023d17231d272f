import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDatabase } from '../../../test/builders/a-database.ts'
import type { ADatabase } from '../../../test/builders/a-database.ts'
import { createHttpApp } from '../../platform/http/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { auditRoutes, recordAudit } from './index.ts'
import type { AuditTables } from './index.ts'

let database: ADatabase
let app: HttpApp

beforeAll(async () => {
  database = await aDatabase()
  app = await createHttpApp({
    log: createLog({ level: 'silent' }),
    info: { title: 'Fairlist', description: 'test', version: '0' },
    routes: auditRoutes({ db: database.postgres.as<AuditTables>('audit') }),
  })
  await database.postgres
    .as('registration')
    .transaction()
    .execute(async (trx) => {
      for (let i = 0; i < 130; i++) {
        const action = ['policy.publish', 'policy.postpone', 'mail.resend', 'policy_x.y'][i % 4] ?? ''
        await recordAudit(trx, { actor: `user:${i % 3}`, action, subject: `thing:${i}`, detail: { i } })
      }
    })
})
afterAll(async () => {
  await app.close()
  await database.remove()
})

type Page = { items: { id: string; at: string; actor: string; action: string; subject: string }[]; next: string | null }

async function list(query: string): Promise<{ status: number; page: Page }> {
  const answer = await app.inject({ url: `/v1/operator/audit?${query}`, headers: { host: 'localhost' } })
  return { status: answer.statusCode, page: answer.json<Page>() }
}

test('pages give every row once, newest first', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const { page } = await list(`limit=25${cursor}`)
    seen.push(...page.items.map(({ subject }) => subject))
    cursor = page.next ? `&cursor=${page.next}` : ''
  } while (cursor)
  expect(seen).toEqual(Array.from({ length: 130 }, (_, i) => `thing:${129 - i}`))
})

const filters: [string, number][] = [
  ['actor=user:0', 44],
  ['actor=user', 0],
  ['action=policy.publish', 33],
  ['action=policy', 66],
  ['action=policy%25', 0],
  ['subject=thing:7', 1],
  ['subject=thing', 130],
  ['subject=thin_', 0],
  ['from=2000-01-01T00:00:00Z', 130],
  ['to=2000-01-01T00:00:00Z', 0],
  ['actor=user:0&action=mail', 11],
]
test.each(filters)('%s finds %d', async (query, count) => {
  expect((await list(`limit=200&${query}`)).page.items).toHaveLength(count)
})

test.each(['cursor=x', 'from=yesterday', 'limit=0', 'limit=9999', 'cursor=99999999999999999999'])(
  '%s is refused',
  async (query) => {
    expect((await list(query)).status).toBe(400)
  },
)

describe('the trail is final', () => {
  const tries = ["UPDATE audit.events SET actor = 'x'", 'DELETE FROM audit.events', 'TRUNCATE audit.events']
  test.each(tries)('%s', async (statement) => {
    for (const role of ['registration', 'audit', 'ledger']) {
      await expect(sql.raw(statement).execute(database.postgres.as(role))).rejects.toThrow(/permission denied/)
    }
  })
  test('a change that fails leaves no row', async () => {
    const failing = database.postgres
      .as('registration')
      .transaction()
      .execute(async (trx) => {
        await recordAudit(trx, { actor: 'system', action: 'never.done', subject: 'thing:none' })
        throw new Error('the change failed')
      })
    await expect(failing).rejects.toThrow('the change failed')
    expect((await list('action=never')).page.items).toEqual([])
  })
})
