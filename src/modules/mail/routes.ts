import type { Kysely } from 'kysely'
import PostalMime from 'postal-mime'
import type { z } from 'zod'
import type { Clock } from '../../platform/clock/index.ts'
import type { StaffRole, HttpApp } from '../../platform/http/index.ts'
import type { MailFolder, MailTransport } from '../../platform/mail/index.ts'
import { actorOf } from '../audit/index.ts'
import { countMails, getMail, listMails } from './list-mails.ts'
import type { MailRow } from './outbox.ts'
import { resendMail } from './resend-mail.ts'
import * as schemas from './schemas.ts'
import type { MailTables } from './tables.ts'

type MailRouteDependencies = {
  db: Kysely<MailTables>
  clock: Clock
  transport: MailTransport | MailFolder
  /** Where the outbox is shown (default `/v1/operator/mails`). */
  path?: string
  /** Who sees it besides operators (default `support`). */
  staff?: readonly StaffRole[]
}

const tags = ['Mail']
/** What a mail says may open an account: for those only who may open all of them anyway. */
const operator = { access: 'operator' } as const

/** The staff's view of an outbox. */
export function mailRoutes(dependencies: MailRouteDependencies): (app: HttpApp) => void {
  const { db, clock, transport, path = '/v1/operator/mails', staff: others = ['support'] } = dependencies
  const staff = { access: ['operator', ...others] } as const
  return (app) => {
    app.get(
      path,
      {
        config: staff,
        schema: {
          tags,
          summary: 'Mails, newest first',
          querystring: schemas.MailsQuery,
          response: { 200: schemas.MailsPage },
        },
      },
      async ({ query }) => {
        const [{ rows, next }, counts] = await Promise.all([listMails(db, query), countMails(db)])
        return { transport: transport.kind, counts, items: rows.map(presentMail), next }
      },
    )
    app.get(
      `${path}/:id`,
      {
        config: operator,
        schema: { tags, summary: 'One mail', params: schemas.ById, response: { 200: schemas.MailDetail } },
      },
      async ({ params }) => {
        const mail = await getMail(db, params.id)
        return { ...presentMail(mail), content: await readContent(mail, transport) }
      },
    )
    app.post(
      `${path}/:id/resend`,
      {
        config: staff,
        schema: {
          tags,
          summary: 'Send a mail that has failed once more',
          params: schemas.ById,
          response: { 200: schemas.MailItem },
        },
      },
      (request) => resend(request, { db, clock }),
    )
  }
}

async function resend(
  request: { params: { id: string } },
  { db, clock }: Pick<MailRouteDependencies, 'db' | 'clock'>,
): Promise<z.input<typeof schemas.MailItem>> {
  const { id } = request.params
  await resendMail(db, { id, actor: actorOf(request), clock })
  return presentMail(await getMail(db, id))
}

function presentMail(row: MailRow): z.input<typeof schemas.MailItem> {
  const waits = row.state === 'queued' || row.state === 'sending'
  return {
    id: row.id,
    messageId: row.message_id,
    template: row.template,
    kind: row.kind,
    topic: row.topic,
    recipient: row.recipient,
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    queued: row.queued_at.toISOString(),
    due: waits ? row.due_at.toISOString() : null,
    settled: row.settled_at?.toISOString() ?? null,
    answer: row.last_answer,
  }
}

/** What a mail says, from its file: only where mails are files is there no other way to read them. */
async function readContent(
  { id, state }: MailRow,
  transport: MailTransport | MailFolder,
): Promise<{ text: string; html: string } | null> {
  if (!('read' in transport) || state !== 'sent') return null
  const bytes = await transport.read(id).catch(() => null)
  if (!bytes) return null
  const { text = '', html = '' } = await PostalMime.parse(bytes)
  return { text, html }
}
