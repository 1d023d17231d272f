import type { Kysely, Selectable } from 'kysely'
import type { z } from 'zod'
import type { HttpApp } from '../../platform/http/index.ts'
import { getChoices } from './choices.ts'
import type { ConsentDependencies } from './consent-dependencies.ts'
import { getRegistration, listLedger, listRegistrations } from './list-registrations.ts'
import type { RegistrationRow } from './list-registrations.ts'
import { registrationKinds, topics } from './registration-kinds.ts'
import * as schemas from './schemas.ts'
import type { ConsentsTable, ConsentTables } from './tables.ts'

const tags = ['Registrations']
const config = { access: ['operator', 'support', 'privacy-officer'] } as const

/** What staff sees of registrations and of the ledger of consent. */
export function staffRoutes(app: HttpApp, { db }: Pick<ConsentDependencies, 'db'>): void {
  app.get(
    '/v1/operator/registrations',
    {
      config,
      schema: {
        tags,
        summary: 'Registrations, newest first',
        querystring: schemas.RegistrationsQuery,
        response: { 200: schemas.RegistrationsPage },
      },
    },
    async ({ query }) => {
      const { rows, next } = await listRegistrations(db, query)
      return { items: rows.map(presentRegistration), next }
    },
  )
  app.get(
    '/v1/operator/registrations/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One registration with all that its address ever chose',
        params: schemas.ById,
        response: { 200: schemas.RegistrationDetail },
      },
    },
    async ({ params }) => presentDetail(db, await getRegistration(db, params.id)),
  )
}

function presentRegistration(row: RegistrationRow): z.input<typeof schemas.RegistrationItem> {
  const { id, kind, address, state, created_at, confirmed_at } = row
  return {
    id,
    kind,
    label: registrationKinds.find(({ name }) => name === kind)?.label ?? kind,
    address,
    state,
    created: created_at.toISOString(),
    confirmed: confirmed_at?.toISOString() ?? null,
  }
}

async function presentDetail(
  db: Kysely<ConsentTables>,
  row: RegistrationRow,
): Promise<z.input<typeof schemas.RegistrationDetail>> {
  const { correspondent } = row
  const names = topics.map(({ name }) => name)
  const [choices, ledger] = await Promise.all([
    getChoices(db, { correspondent, topics: names }),
    listLedger(db, correspondent),
  ])
  const known = registrationKinds.find(({ name }) => name === row.kind)?.fields ?? []
  return {
    ...presentRegistration(row),
    fields: Object.entries(row.fields).map(([name, value]) => ({
      name,
      label: known.find((field) => field.name === name)?.label ?? name,
      value,
    })),
    allowed: [...choices].map((choice) => {
      const [channel = '', topic = ''] = choice.split(' ')
      return { channel, topic }
    }),
    ledger: ledger.map(presentLedgerRow),
  }
}

function presentLedgerRow(row: Selectable<ConsentsTable>): z.input<typeof schemas.LedgerRow> {
  const { id, at, channel, topic, given, basis, source, policy_version, form_hash, remote_address } = row
  const fixed = { policyVersion: policy_version, formHash: form_hash, remoteAddress: remote_address }
  return { id, at: at.toISOString(), channel, topic, given, basis, source, ...fixed }
}
