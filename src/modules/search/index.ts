export { presentContact } from './present.ts'
export { searchRoutes } from './routes.ts'
export { Contact as ContactSchema } from './schemas.ts'
import type { z } from 'zod'
import type * as schemas from './schemas.ts'

export type Contact = z.output<typeof schemas.Contact>
export type Company = z.output<typeof schemas.Company>
export type CompanyWithPeople = z.output<typeof schemas.CompanyWithPeople>
export type ContactsQuery = z.input<typeof schemas.ContactsQuery>
export type ContactsPage = z.output<typeof schemas.ContactsPage>
export type CountAnswer = z.output<typeof schemas.CountAnswer>
export type FacetsAnswer = z.output<typeof schemas.FacetsAnswer>
export type FacetValue = z.output<typeof schemas.FacetValue>
export type SuggestAnswer = z.output<typeof schemas.SuggestAnswer>
export type CompaniesPage = z.output<typeof schemas.CompaniesPage>
