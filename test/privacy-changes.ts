import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import type { App } from '../src/app.ts'
import { queueMail } from '../src/modules/mail/index.ts'

type Change = () => Promise<{ url: string; body?: object; action: string; row: string; schema: 'privacy' }>
type Inject = (method: 'POST', url: string, body?: object) => Promise<LightMyRequestResponse>

/** Every route by which staff works on stops, requests and letters, with a way to try it. */
export function privacyChanges(app: () => App, inject: Inject): Record<string, Change> {
  const asked = async (): Promise<string> => {
    const body = { kind: 'correction', email: 'ada@people.example', text: 'My title is wrong.' }
    return (await inject('POST', '/v1/requests', body)).json<{ number: string }>().number
  }
  const step =
    (path: string, action: string, body?: object): Change =>
    async () => {
      const number = await asked()
      if (path === 'resume') await inject('POST', `/v1/requests/${number}/pause`, { text: 'Which one?' })
      return {
        url: `/v1/requests/${number}/${path}`,
        ...(body ? { body } : {}),
        action,
        row: `SELECT xmin::text AS tx FROM requests WHERE number = '${number}'`,
        schema: 'privacy',
      }
    }
  const last = (table: string) => `SELECT xmin::text AS tx FROM ${table} ORDER BY id DESC LIMIT 1`
  return {
    'POST /v1/suppressions': async () => ({
      url: '/v1/suppressions',
      body: { email: 'ada@people.example', name: 'Ada Example', company: 'People' },
      action: 'suppression.add',
      row: last('suppressions'),
      schema: 'privacy',
    }),
    'POST /v1/requests': async () => ({
      url: '/v1/requests',
      body: { kind: 'other', text: 'Somebody called.' },
      action: 'request.received',
      row: last('requests'),
      schema: 'privacy',
    }),
    'POST /v1/requests/{number}/take': step('take', 'request.taken', {}),
    'POST /v1/requests/{number}/notes': step('notes', 'request.noted', { text: 'Called back.' }),
    'POST /v1/requests/{number}/answer': step('answer', 'request.answered', { text: 'It is done.' }),
    'POST /v1/requests/{number}/pause': step('pause', 'request.paused', { text: 'Which title?' }),
    'POST /v1/requests/{number}/resume': step('resume', 'request.resumed'),
    'POST /v1/requests/{number}/extend': step('extend', 'request.extended', { text: 'It is much.' }),
    'POST /v1/requests/{number}/correction': step('correction', 'request.decided', {
      accept: false,
      text: 'It is right.',
    }),
    'POST /v1/requests/{number}/deletion': step('deletion', 'request.deleted', {}),
    'POST /v1/requests/{number}/close': step('close', 'request.closed', { outcome: 'withdrawn' }),
    'POST /v1/letters/{id}/resend': async () => {
      const letter = { number: 'R-2026-000001', subject: 'x', paragraphs: ['x'] }
      const mail = { template: 'request-answer', to: 'a@b.example', kind: 'service', data: letter } as const
      const db = app().postgres.as('privacy')
      const id = await db.transaction().execute(async (trx) => {
        const queued = await queueMail(trx, mail)
        await sql`UPDATE mails SET state = 'failed', settled_at = now() WHERE id = ${queued}`.execute(trx)
        return queued
      })
      return {
        url: `/v1/letters/${id}/resend`,
        action: 'mail.resend',
        row: `SELECT xmin::text AS tx FROM mails WHERE id = '${id}'`,
        schema: 'privacy',
      }
    },
  }
}
