import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { readMailAddress } from '../../platform/mail/index.ts'
import { actorOf, recordAudit } from '../audit/index.ts'
import topics from './feedback-topics.json' with { type: 'json' }
import { readField, userOf } from './policy-dependencies.ts'
import type { PolicyDependencies } from './policy-dependencies.ts'
import * as schemas from './schemas.ts'
import { sendFeedback } from './send-feedback.ts'
import type { FeedbackTable } from './tables.ts'

const tags = ['Feedback']
const staff = { access: ['operator', 'support', 'privacy-officer'] } as const
const open = { access: 'public' } as const
/** A form that writes mails is not for machines. */
const limited = { ...open, rateLimit: { max: 10, timeWindow: '1 hour' } }
const LONGEST = 5000

/** The feedback form, and what staff reads of it. */
export function feedbackRoutes(app: HttpApp, dependencies: PolicyDependencies): void {
  const { db, clock, operators, origin } = dependencies
  app.get('/feedback', { config: open, schema: { hide: true } }, async (_request, reply) =>
    reply.page('feedback', { sent: false, topics }),
  )
  app.get('/feedback/sent', { config: open, schema: { hide: true } }, async (_request, reply) =>
    reply.page('feedback', { sent: true, topics }),
  )
  app.post('/feedback', { config: limited, schema: { hide: true } }, async (request, reply) => {
    const { topic, values, errors } = readForm(request.body)
    if (Object.keys(errors).length > 0 || !topic)
      return reply.status(422).page('feedback', { sent: false, topics, values, errors })
    await sendFeedback(db, {
      topic,
      message: values.message,
      email: values.email || null,
      user: userOf(request),
      remoteAddress: request.ip,
      operators: await operators(),
      origin: origin(),
      clock,
    })
    return reply.redirect('/feedback/sent', 303)
  })
  staffRoutes(app, dependencies)
}

function readForm(body: unknown) {
  const values = {
    topic: readField(body, 'topic').slice(0, 40),
    message: tidy(readField(body, 'message')),
    email: readField(body, 'email').trim().slice(0, 400),
  }
  const topic = topics.find(({ value }) => value === values.topic)
  const errors: Record<string, string> = {}
  if (!topic) errors['topic'] = 'Please choose what it is about.'
  if (values.message === '') errors['message'] = 'Please write a message.'
  if (values.message.length > LONGEST) errors['message'] = `This is too long: at most ${LONGEST} characters, please.`
  if (values.email !== '' && !readMailAddress(values.email))
    errors['email'] = 'This does not look like an e-mail address. Leave it empty if you want no answer.'
  return { topic, values, errors }
}

function tidy(text: string): string {
  return text
    .slice(0, LONGEST * 2)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, ' ')
    .trim()
}

function staffRoutes(app: HttpApp, { db, clock }: PolicyDependencies): void {
  app.get(
    '/v1/operator/feedback',
    {
      config: staff,
      schema: {
        tags,
        summary: 'Feedback, newest first',
        querystring: schemas.FeedbackQuery,
        response: { 200: schemas.FeedbackPage },
      },
    },
    async ({ query: { state, limit, cursor } }) => {
      let rows = db.selectFrom('feedback').selectAll()
      if (state) rows = rows.where('done_at', state === 'done' ? 'is not' : 'is', null)
      if (cursor) rows = rows.where('id', '<', cursor)
      const found = await rows
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      const page = found.slice(0, limit)
      return { items: page.map(presentFeedback), next: found.length > limit ? (page.at(-1)?.id ?? null) : null }
    },
  )
  app.post(
    '/v1/operator/feedback/:id/done',
    {
      config: staff,
      schema: { tags, summary: 'Mark as done', params: schemas.ById, response: { 200: schemas.FeedbackItem } },
    },
    (request) => {
      const { id } = request.params
      return db.transaction().execute(async (trx) => {
        const done = await trx
          .updateTable('feedback')
          .set({ done_at: clock.now() })
          .where('id', '=', id)
          .where('done_at', 'is', null)
          .executeTakeFirst()
        if (done.numUpdatedRows > 0n)
          await recordAudit(trx, { actor: actorOf(request), action: 'feedback.done', subject: `feedback:${id}` })
        const row = await trx.selectFrom('feedback').selectAll().where('id', '=', id).executeTakeFirst()
        if (!row) throw new AppError('not_found', 'There is no such feedback.')
        return presentFeedback(row)
      })
    },
  )
}

function presentFeedback(row: Selectable<FeedbackTable>): z.input<typeof schemas.FeedbackItem> {
  const { id, topic, message, email, user_id, sent_at, done_at } = row
  const label = topics.find(({ value }) => value === topic)?.label ?? topic
  return {
    id,
    topic: label,
    message,
    email,
    user: user_id,
    sent: sent_at.toISOString(),
    done: done_at?.toISOString() ?? null,
  }
}
