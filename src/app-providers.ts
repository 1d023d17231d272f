import { join } from 'node:path'
import type { Hidden } from './app-withdrawn.ts'
import type { ServedCatalogue } from './catalogue/index.ts'
import {
  noteStandings,
  providerJob,
  providerRoutes,
  recoverDeliveries,
  unsaleableOf,
  withdrawnOf,
} from './modules/providers/index.ts'
import type { ProviderJob, ProviderTables, Withdrawn } from './modules/providers/index.ts'
import type { Clock } from './platform/clock/index.ts'
import type { HttpApp } from './platform/http/index.ts'
import type { Postgres } from './platform/postgres/index.ts'
import { openDeliveries } from './refinery/index.ts'
import { openMappings } from './refinery/intake/index.ts'

type Options = {
  data: string
  postgres: Postgres
  clock: Clock
  /** What is served: known once this is open, as it is asked what to hide before anything is. */
  served: () => ServedCatalogue
  /** What an edition does not show without what is withdrawn, and without these deliveries besides. */
  hiddenWithout: (edition: string, batches: readonly string[]) => Promise<Hidden>
}

/** Providers, put together. */
export type ProviderParts = {
  jobs: [ProviderJob]
  routes: (app: HttpApp) => Promise<void>
  /** Deliveries that no contract covers now. */
  withdrawn: () => Promise<Withdrawn>
  /** Those of the contacts that may be seen, and not sold: only providers without resale support them. */
  notForSale: (ids: readonly string[]) => Promise<Set<string>>
  /** Takes up what a killed server had in hand, and writes down which contracts began and ended meanwhile. */
  resume: () => Promise<void>
}

/** The largest file that is taken by the page, in bytes. */
const UPLOAD_LIMIT = 2 * 2 ** 30

/** Opens the providers on the edition that is served. */
export function openProviders({ data, postgres, clock, served, hiddenWithout }: Options): ProviderParts {
  const db = postgres.as<ProviderTables>('intake')
  const own = {
    db,
    clock,
    deliveries: openDeliveries(data),
    mappings: openMappings(data),
    refresh: () => served().refreshMasks(),
  }
  const edition = () => served().edition()
  const withdrawn = () => withdrawnOf(own)
  return {
    jobs: [providerJob(own)],
    routes: providerRoutes({
      ...own,
      edition,
      hiddenWithout,
      uploads: join(data, 'intake', 'incoming'),
      uploadLimit: UPLOAD_LIMIT,
    }),
    withdrawn,
    notForSale: findUnsaleable({ edition, list: () => unsaleableOf(own), hiddenWithout }),
    resume: async () => {
      await recoverDeliveries(own)
      await noteStandings(own)
    },
  }
}

type Sources = {
  edition: () => string | null
  list: () => Promise<string[]>
  hiddenWithout: Options['hiddenWithout']
}

/** Reads which contacts may not be sold when contracts or edition have changed, and keeps them until then. */
function findUnsaleable({ edition, list, hiddenWithout }: Sources): ProviderParts['notForSale'] {
  let known: { key: string; contacts: Promise<Set<string>> } | null = null
  return async (ids) => {
    const served = edition()
    const batches = await list()
    if (served === null || batches.length === 0) return new Set()
    const key = JSON.stringify([served, batches])
    if (known?.key !== key)
      known = { key, contacts: hiddenWithout(served, batches).then(({ contacts }) => new Set(contacts)) }
    const reading = known
    try {
      const contacts = await reading.contacts
      return new Set(ids.filter((id) => contacts.has(id)))
    } catch (error) {
      if (known === reading) known = null
      throw error
    }
  }
}
