import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { ServedCatalogue } from './catalogue/index.ts'
import { disclose, listOwnedIds, ownedOf } from './modules/credits/index.ts'
import type { LedgerTables } from './modules/credits/index.ts'
import { expireExportsJob, exportRoutes, resumeExports, writeExportJob } from './modules/exports/index.ts'
import type {
  ExpireExportsJob,
  ExportDependencies,
  ExportTables,
  SendExport,
  WriteExportJob,
} from './modules/exports/index.ts'
import { areSuppressed } from './modules/suppression/index.ts'
import type { SuppressionTables } from './modules/suppression/index.ts'
import type { Clock } from './platform/clock/index.ts'
import type { HttpApp } from './platform/http/index.ts'
import type { Postgres } from './platform/postgres/index.ts'

type Options = {
  data: string
  postgres: Postgres
  clock: Clock
  catalogue: ServedCatalogue
  unlock: ExportDependencies['credits']['unlock']
  /** Those of the contacts that no licence lets us sell. */
  notForSale: (ids: readonly string[]) => Promise<Set<string>>
  send: SendExport
}

/** Exports, put together with what is served, what is owned and who has stopped. */
export type ExportParts = {
  jobs: [WriteExportJob, ExpireExportsJob]
  routes: (app: HttpApp) => void
  /** Takes up again what a killed server had in hand. */
  resume: () => Promise<void>
}

/** Opens the exports. */
export function openExports({ data, postgres, clock, catalogue, unlock, notForSale, send }: Options): ExportParts {
  const ledger = postgres.as<LedgerTables>('ledger')
  const suppressions = postgres.as<SuppressionTables>('privacy')
  const dependencies: ExportDependencies = {
    db: postgres.as<ExportTables>('ledger'),
    clock,
    folder: join(data, 'exports'),
    contacts: {
      edition: () => catalogue.edition(),
      read: async (ids) => {
        const barred = await notForSale(ids)
        return catalogue.use((served) => served.getContacts(ids.filter((id) => !barred.has(id))))
      },
      find: (filters, limit) =>
        catalogue.use(async (served) => {
          const { rows } = await served.page(filters, 'name', { limit })
          return rows.map(({ id }) => String(id))
        }),
      stopped: (ids) => findStopped({ ids, catalogue, suppressions }),
    },
    credits: {
      unlock,
      listOwned: (account, limit) => listOwnedIds(ledger, account, limit),
      ownedOf: (account, ids) => ownedOf(ledger, account, ids),
      disclose: (trx, disclosed) => disclose(trx, { ...disclosed, clock }),
    },
  }
  const writing = writeExportJob(dependencies)
  return {
    jobs: [writing, expireExportsJob(dependencies)],
    routes: exportRoutes({
      ...dependencies,
      start: async (id) => void (await send(writing, { export: id }, { key: id })),
    }),
    resume: () => resumeExports(dependencies, send, writing),
  }
}

type Asked = { ids: readonly string[]; catalogue: ServedCatalogue; suppressions: Kysely<SuppressionTables> }

/** Those of the contacts of whom any identifier is suppressed now, by the database itself. */
async function findStopped({ ids, catalogue, suppressions }: Asked): Promise<Set<string>> {
  const known = await catalogue.use((served) =>
    Promise.all(ids.map(async (id) => ({ id, macs: await served.identifiersOf(id) }))),
  )
  const all = known.flatMap(({ id, macs }) => macs.map((mac) => ({ id, mac })))
  const answers = await areSuppressed(
    suppressions,
    all.map(({ mac }) => mac),
  )
  return new Set(all.filter((_each, index) => answers[index]).map(({ id }) => id))
}
