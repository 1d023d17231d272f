import type { ServedCatalogue } from './catalogue/index.ts'
import { reviewRoutes } from './modules/review/index.ts'
import type { ReviewTables } from './modules/review/index.ts'
import type { Clock } from './platform/clock/index.ts'
import type { HttpApp } from './platform/http/index.ts'
import type { Postgres } from './platform/postgres/index.ts'
import { openIdentity } from './refinery/index.ts'

type Options = { data: string; postgres: Postgres; clock: Clock; catalogue: ServedCatalogue }

/** Decisions by hand and what there is to decide, put together. */
export type ReviewParts = {
  routes: (app: HttpApp) => void
  /** The id that a retired id's contact has now. */
  findHeir: (id: string) => Promise<string | null>
}

/** Opens the review of the edition that is served. */
export function openReview({ data, postgres, clock, catalogue }: Options): ReviewParts {
  const shownOf = (ids: readonly string[]) =>
    catalogue.use(async (open) => new Set((await open.getContacts(ids)).map(({ id }) => String(id))))
  const identity = openIdentity(data)
  const db = postgres.as<ReviewTables>('intake')
  return { findHeir: identity.findHeir, routes: reviewRoutes({ db, clock, data, identity, shownOf }) }
}
