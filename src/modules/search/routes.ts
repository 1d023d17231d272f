import type { Row, ServedCatalogue } from '../../catalogue/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { HttpApp, Principal } from '../../platform/http/index.ts'
import { access, sightOf } from './policy.ts'
import { presentCompany, presentCompanyWithPeople, presentContact, presentFacets, presentLocked } from './present.ts'
import * as schemas from './schemas.ts'

type SearchDependencies = {
  catalogue: Pick<ServedCatalogue, 'use'>
  /** Those of the contacts that an account has unlocked. */
  ownedOf: (account: string, contacts: readonly string[]) => Promise<Set<string>>
  /** The id that a retired id's contact has now. */
  findHeir: (id: string) => Promise<string | null>
}

/** The routes of search: contacts, companies and type-ahead, all read from the edition that is served. */
export function searchRoutes(dependencies: SearchDependencies): (app: HttpApp) => Promise<void> {
  return async (app) => {
    await app.register(async (routes: HttpApp) => {
      contactRoutes(routes, dependencies)
      companyRoutes(routes, dependencies)
    })
  }
}

const tags = ['Search']
const config = access.search

function contactRoutes(app: HttpApp, dependencies: SearchDependencies): void {
  const { catalogue } = dependencies
  app.get(
    '/v1/contacts',
    {
      config,
      schema: {
        tags,
        summary: 'Contacts that fit, page by page, with the exact total',
        querystring: schemas.ContactsQuery,
        response: { 200: schemas.ContactsPage },
      },
    },
    ({ principal, query: { sort, limit, offset, cursor, ...filters } }) =>
      catalogue.use(async (open) => {
        const { total, rows, next } = await open.page(filters, sort, { limit, offset, cursor })
        return { edition: open.edition, total, items: await presentFor(principal, rows, dependencies), next }
      }),
  )
  app.get(
    '/v1/contacts/count',
    {
      config,
      schema: {
        tags,
        summary: 'Exact number of contacts that fit',
        querystring: schemas.Filters,
        response: { 200: schemas.CountAnswer },
      },
    },
    ({ query }) => catalogue.use((open) => ({ edition: open.edition, total: open.count(query) })),
  )
  app.get(
    '/v1/contacts/facets',
    {
      config,
      schema: {
        tags,
        summary: 'Contacts that fit, counted by value',
        querystring: schemas.FacetsQuery,
        response: { 200: schemas.FacetsAnswer },
      },
    },
    ({ query: { facet, limit, ...filters } }) =>
      catalogue.use((open) => {
        const names = facet?.length ? facet : [...schemas.facetNames]
        const facets = presentFacets(open.facets(filters, names, limit))
        return { edition: open.edition, total: open.count(filters), facets }
      }),
  )
  app.get(
    '/v1/contacts/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One contact',
        description: 'Asked for by an id that it had before it was joined with another, the answer is where it is now.',
        params: schemas.ById,
        response: { 200: schemas.Contact, 301: schemas.Moved },
      },
    },
    async ({ principal, params: { id } }, reply) =>
      catalogue.use(async (open) => {
        const found = await open.getContact(id).catch((error: unknown) => error)
        if (!(found instanceof Error)) return (await presentFor(principal, [found as Row], dependencies))[0]
        const heir = found instanceof AppError && found.code === 'not_found' ? await dependencies.findHeir(id) : null
        // Who is hidden is not there under any of their ids, and it is said as of an id that never was.
        const isShown = heir !== null && (await open.getContact(heir).catch(() => null)) !== null
        if (!isShown) throw found
        // Undoing brings no id back, yet a roll-back may: nobody is to remember the way for ever.
        const answer = reply.header('cache-control', 'no-store').header('location', `/v1/contacts/${heir}`)
        return answer.status(301).send({ moved_to: heir })
      }),
  )
}

/** Contacts as somebody sees them. */
async function presentFor(principal: Principal, rows: Row[], { ownedOf }: SearchDependencies) {
  const sight = sightOf(principal)
  if (sight.sees === 'all') return rows.map(presentContact)
  if (sight.sees === 'none') return rows.map(presentLocked)
  const owned = await ownedOf(
    sight.account,
    rows.map(({ id }) => String(id)),
  )
  return rows.map((row) => (owned.has(String(row.id)) ? { ...presentContact(row), owned: true } : presentLocked(row)))
}

function companyRoutes(app: HttpApp, { catalogue }: SearchDependencies): void {
  app.get(
    '/v1/suggest',
    {
      config,
      schema: {
        tags,
        summary: 'Type-ahead: values of a field that begin with what was typed',
        querystring: schemas.SuggestQuery,
        response: { 200: schemas.SuggestAnswer },
      },
    },
    ({ principal, query: { field, q, limit } }) =>
      catalogue.use(async (open) => {
        // Names in full are for who sees everybody in full: a list to complete would be a way to read them all.
        const withheld = field === 'name' && sightOf(principal).sees !== 'all'
        return { edition: open.edition, items: withheld ? [] : await open.suggest(field, q, limit) }
      }),
  )
  app.get(
    '/v1/companies',
    {
      config,
      schema: {
        tags,
        summary: 'Companies by name',
        querystring: schemas.CompaniesQuery,
        response: { 200: schemas.CompaniesPage },
      },
    },
    ({ query: { q, ...slice } }) =>
      catalogue.use(async (open) => {
        const { total, rows, next } = await open.pageCompanies(q, slice)
        return { edition: open.edition, total, items: rows.map(presentCompany), next }
      }),
  )
  app.get(
    '/v1/companies/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One company, its people counted by function and level',
        params: schemas.ById,
        response: { 200: schemas.CompanyWithPeople },
      },
    },
    ({ params }) => catalogue.use(async (open) => presentCompanyWithPeople(await open.getCompany(params.id))),
  )
}
