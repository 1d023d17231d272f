import type { HttpApp } from '../../platform/http/index.ts'
import { requireMember } from './credit-dependencies.ts'
import type { CreditRouteDependencies } from './credit-dependencies.ts'
import { listOwned } from './list-owned.ts'
import { access } from './policy.ts'
import { quote } from './quote.ts'
import * as schemas from './schemas.ts'
import { unlock } from './unlock.ts'

const tags = ['Credits']

/** What it would cost, unlocking, and what is owned. */
export function unlockRoutes(app: HttpApp, dependencies: CreditRouteDependencies): void {
  const { contact } = dependencies
  app.post(
    '/v1/quotes',
    {
      config: access.spend,
      schema: {
        tags,
        summary: 'What unlocking contacts would cost',
        body: schemas.Chosen,
        response: { 200: schemas.Quote },
      },
    },
    (request) => quote(dependencies, { ...requireMember(request), contacts: request.body.contacts }),
  )
  app.post(
    '/v1/unlocks',
    {
      config: access.spend,
      schema: {
        tags,
        summary: 'Unlock contacts',
        description:
          'Charges what is not owned yet, all or nothing, and gives all in full. Sent again with the same Idempotency-Key it is answered the same and charged once; the same key with other contacts is refused with 409, as is an unlock that the balance does not cover.',
        headers: schemas.UnlockHeaders,
        body: schemas.Chosen,
        response: { 200: schemas.unlockAnswer(contact.schema) },
      },
    },
    async (request) => {
      const key = request.headers['idempotency-key']
      const { contacts, ...answer } = await unlock(dependencies, { ...requireMember(request), ...request.body, key })
      return { ...answer, contacts: contacts.map(contact.present) }
    },
  )
  ownedRoute(app, dependencies)
}

function ownedRoute(app: HttpApp, { db, contacts, contact }: CreditRouteDependencies): void {
  app.get(
    '/v1/owned',
    {
      config: access.spend,
      schema: {
        tags,
        summary: 'Contacts that one’s organisation has unlocked',
        querystring: schemas.OwnedQuery,
        response: { 200: schemas.ownedPage(contact.schema) },
      },
    },
    async (request) => {
      const { total, rows, next } = await listOwned(db, requireMember(request).account, request.query)
      const seen = await contacts.read(rows.map((row) => row.contact))
      const shown = new Map(seen.map((row) => [row.id, contact.present(row)]))
      const items = rows.map((row) => ({
        id: row.contact,
        at: row.at.toISOString(),
        by: row.user_id,
        contact: shown.get(row.contact) ?? null,
      }))
      return { total, items, next }
    },
  )
}
