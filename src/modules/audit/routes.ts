import type { Kysely } from 'kysely'
import type { HttpApp } from '../../platform/http/index.ts'
import { listEvents } from './list-events.ts'
import * as schemas from './schemas.ts'
import type { AuditTables } from './tables.ts'

/** The trail for those who answer for the instance. `db` is the database as the role of audit sees it. */
export function auditRoutes({ db }: { db: Kysely<AuditTables> }): (app: HttpApp) => void {
  return (app) => {
    app.get(
      '/v1/operator/audit',
      {
        config: { access: ['operator', 'privacy-officer'] },
        schema: {
          tags: ['Audit'],
          summary: 'What was done, by whom, when, newest first',
          querystring: schemas.EventsQuery,
          response: { 200: schemas.EventsPage },
        },
      },
      async ({ query: { from, to, ...rest } }) => {
        const span = { from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined }
        const { rows, next } = await listEvents(db, { ...rest, ...span })
        return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })), next }
      },
    )
  }
}
