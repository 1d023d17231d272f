import { z } from 'zod'

function toList(value: unknown): unknown[] | undefined {
  return value === undefined ? undefined : [value].flat().filter((one) => typeof one !== 'string' || one.trim() !== '')
}

/** A query key that may be repeated: `level=vp` and `level=vp&level=director` both arrive as a list without blanks. */
function repeated<T extends z.ZodType>(item: T, description: string) {
  return z.preprocess(toList, z.array(item).max(200).optional()).describe(description)
}

const text = z.string().max(500)
const perMille = z.number().int()

/** Fields of a contact that say how sure the edition is, in per mille; absent where the field is absent. */
const confidences = {
  confidence: perMille.describe('Overall, per mille'),
  confidence_name: perMille.optional(),
  confidence_title: perMille.optional(),
  confidence_company: perMille.optional(),
  confidence_email: perMille.optional(),
  confidence_phone: perMille.optional(),
  confidence_address: perMille.optional(),
}

/** Fields of a contact that are shown once it is unlocked. */
export const fieldNames = ['email', 'phone', 'address', 'linkedin', 'history'] as const

export const Position = z.object({
  title: z.string().optional(),
  company: z.string().optional(),
  from: z.string().optional().describe('ISO date of the first evidence'),
  to: z.string().optional().describe('ISO date of the last evidence'),
})

/** What leaves of a contact. A field that is not listed here is dropped; a field the edition does not know is absent. */
export const Contact = z.object({
  id: z.string(),
  name: z.string().optional(),
  prefix: z.string().optional(),
  first: z.string().optional(),
  middle: z.string().optional(),
  last: z.string().optional(),
  suffix: z.string().optional(),
  title: z.string().optional(),
  level: z.string().optional(),
  function: z.string().optional(),
  subfunction: z.string().optional(),
  company_id: z.string().optional(),
  company: z.string().optional(),
  industry: z.string().optional(),
  unit: z.string().optional(),
  email: z.string().optional(),
  email_verdict: z.string().optional(),
  email_role: z.boolean().optional(),
  emails: z.array(z.string()).optional().describe('Further addresses'),
  phone: z.string().optional().describe('E.164'),
  phone_type: z.string().optional(),
  phones: z.array(z.string()).optional().describe('Further numbers'),
  street: z.string().optional(),
  city: z.string().optional(),
  region: z.string().optional(),
  postcode: z.string().optional(),
  country: z.string().optional().describe('ISO 3166-1 alpha-2'),
  linkedin: z.string().optional(),
  seen: z.string().optional().describe('ISO date of the newest evidence'),
  support: z.number().int().optional().describe('Independent sources that report this contact'),
  records: z.number().int().optional(),
  ...confidences,
  confidence: perMille.optional().describe('Overall, per mille'),
  history: z.array(Position).optional().describe('Earlier positions, newest first'),
  locked: z
    .boolean()
    .optional()
    .describe('True: not unlocked; the last name is an initial, channels are named in `has`'),
  owned: z.boolean().optional().describe('True: unlocked by your organisation'),
  has: z.array(z.enum(fieldNames)).optional().describe('Of a locked contact: which fields unlocking would show'),
})

/** What leaves of a company. */
export const Company = z.object({
  id: z.string(),
  name: z.string().optional(),
  form: z.string().optional(),
  domain: z.string().optional(),
  industry: z.string().optional(),
  employees: z.string().optional().describe('A band: `51-200`, `10001+`'),
  revenue: z.string().optional().describe('A band a year, with its currency where one was told: `1M-10M USD`'),
  street: z.string().optional(),
  city: z.string().optional(),
  region: z.string().optional(),
  postcode: z.string().optional(),
  country: z.string().optional(),
  phone: z.string().optional(),
  contacts: z.number().int().optional(),
  support: z.number().int().optional(),
  seen: z.string().optional(),
  confidence: perMille.optional(),
})

export const People = z.object({
  total: z.number().int(),
  levels: z.record(z.string(), z.number().int()),
  functions: z.record(z.string(), z.number().int()),
  matrix: z
    .array(z.object({ function: z.string().nullable(), level: z.string().nullable(), count: z.number().int() }))
    .describe('People by function and level; null = not known'),
})

export const CompanyWithPeople = Company.extend({ people: People })

export const facetNames = ['level', 'function', 'industry', 'country', 'region', 'city', 'company', 'has'] as const
export const hasNames = ['email', 'phone', 'address', 'linkedin'] as const
export const sortNames = ['name', 'company', 'title', 'seen', 'confidence'] as const
export const suggestFields = ['company', 'title', 'city', 'industry', 'name'] as const

/** Filters shared by list, count and facets. A repeated key means *or*, different keys mean *and*. */
export const Filters = z.object({
  name: repeated(text, 'Words of the name, all must occur; a word ending in * matches every word that begins so'),
  title: repeated(text, 'Words of the title, all must occur; a word ending in * matches every word that begins so'),
  level: repeated(text, 'Level, such as vp or director'),
  function: repeated(text, 'Function, such as sales'),
  company: repeated(text, 'Company id'),
  industry: repeated(text, 'Industry'),
  country: repeated(text, 'ISO 3166-1 alpha-2 code'),
  region: repeated(text, 'CC-XX as in the facet values, or the text as in the data'),
  city: repeated(text, 'City'),
  has: repeated(z.enum(hasNames), 'Channels that must be present; repeated means all of them'),
})

const limit = (fallback: number) =>
  z.coerce.number().int().min(1).max(200).default(fallback).describe('Rows wanted, at most 200')
const sorts = sortNames.flatMap((name) => [name, `-${name}`] as const)

export const ContactsQuery = Filters.extend({
  sort: z.enum(sorts).default('name').describe('Order; a leading minus turns it round. Absent values come last'),
  limit: limit(50),
  offset: z.coerce.number().int().min(0).optional().describe('Rows to skip, at most the total. Not with cursor'),
  cursor: z.string().max(500).optional().describe('The `next` of the page before. Not with offset'),
})

export const ContactsPage = z.object({
  edition: z.string(),
  total: z.number().int(),
  items: z.array(Contact),
  next: z.string().nullable(),
})

export const CountAnswer = z.object({ edition: z.string(), total: z.number().int() })

export const FacetsQuery = Filters.extend({
  facet: repeated(z.enum(facetNames), 'Facets wanted; all of them when absent'),
  limit: limit(20),
})

export const FacetValue = z.object({ value: z.string(), label: z.string(), count: z.number().int() })

export const FacetsAnswer = z.object({
  edition: z.string(),
  total: z.number().int(),
  facets: z
    .partialRecord(z.enum(facetNames), z.array(FacetValue))
    .describe('Most frequent values first. The counts of a facet ignore its own filter'),
})

export const SuggestQuery = z.object({
  field: z.enum(suggestFields),
  q: z.string().max(200).default(''),
  limit: limit(10),
})

export const SuggestAnswer = z.object({ edition: z.string(), items: z.array(FacetValue) })

export const CompaniesQuery = z.object({
  q: z.string().max(200).default('').describe('Beginning of the name or of one of its words'),
  limit: limit(50),
  offset: z.coerce.number().int().min(0).optional(),
  cursor: z.string().max(500).optional(),
})

export const CompaniesPage = z.object({
  edition: z.string(),
  total: z.number().int(),
  items: z.array(Company),
  next: z.string().nullable(),
})

export const Moved = z.object({ moved_to: z.string().describe('The id that the contact has now') })

export const ById = z.object({ id: z.string().min(1).max(64) })
