import type { ServedCatalogue } from '../../catalogue/index.ts'
import type { HttpApp } from '../../platform/http/index.ts'
import { access } from './policy.ts'
import { presentCompany, presentCompanyWithPeople, presentContact, presentFacets } from './present.ts'
import * as schemas from './schemas.ts'

type SearchDependencies = { catalogue: Pick<ServedCatalogue, 'use'> }

/** The routes of search: contacts, companies and type-ahead, all read from the edition that is served. */
export function searchRoutes({ catalogue }: SearchDependencies): (app: HttpApp) => Promise<void> {
  return async (app) => {
    await app.register(async (routes: HttpApp) => {
      contactRoutes(routes, catalogue)
      companyRoutes(routes, catalogue)
    })
  }
}

const tags = ['Search']
const config = access.search

function contactRoutes(app: HttpApp, catalogue: SearchDependencies['catalogue']): void {
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
    ({ query: { sort, limit, offset, cursor, ...filters } }) =>
      catalogue.use(async (open) => {
        const { total, rows, next } = await open.page(filters, sort, { limit, offset, cursor })
        return { edition: open.edition, total, items: rows.map(presentContact), next }
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
      schema: { tags, summary: 'One contact', params: schemas.ById, response: { 200: schemas.Contact } },
    },
    ({ params }) => catalogue.use(async (open) => presentContact(await open.getContact(params.id))),
  )
}

function companyRoutes(app: HttpApp, catalogue: SearchDependencies['catalogue']): void {
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
    ({ query: { field, q, limit } }) =>
      catalogue.use(async (open) => ({ edition: open.edition, items: await open.suggest(field, q, limit) })),
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
