import type { Companies, Company, EmailPattern, Office } from './company.ts'
import { nameCompany } from './company-names.ts'
import { drawFaces } from './faces.ts'
import { countryList, drawCountry, drawPlace, type Country } from './places.ts'
import { drawSwitchboard } from './phones.ts'
import { Random } from './random.ts'
import table from './tables/companies.json' with { type: 'json' }
import { createEndFinder, createWeighted, parseWeighted, type Weighted } from './weighted.ts'

const PEOPLE_EACH = 7 // contacts a company on average, as contact databases have them
/** People above which the small range of telephone numbers for fiction is too small. */
export const CROWD = 20_000
const KEPT = 80_000 // the largest companies, which most people work for

const forms = new Map(
  Object.entries(table.forms).map(([code, text]) => [code, createWeighted(parseWeighted(text, '|'))]),
)
const patterns = createWeighted<EmailPattern>([
  ['first.last', 46],
  ['flast', 24],
  ['firstlast', 7],
  ['first_last', 4],
  ['last.first', 3],
  ['f.last', 6],
  ['lastf', 3],
  ['first', 7],
])

/**
 * The companies of a world, told one by one. Sizes follow Zipf's law (Axtell, Science 293, 2001): the share of company r
 * among all the people is proportional to 1 / (r + offset). No two have the same name or domain.
 */
export function createCompanies(of: { seed: number; people: number; changes?: boolean }): Companies {
  const { seed, people } = of
  const count = countCompanies(people)
  const ends = new Float64Array(count)
  const offset = 9 + count / 2000
  let total = 0
  for (let index = 0; index < count; index++) ends[index] = total += 1 / (index + 1 + offset)
  const find = createEndFinder(ends)
  const kept: (Company | undefined)[] = Array.from({ length: Math.min(KEPT, count) })
  const countries = new Uint8Array(count) // 1 + the country's place in the list, once it was asked for
  const country = (index: number) => {
    if (countries[index] === 0)
      countries[index] = 1 + countryList.indexOf(drawCountry(new Random(seed, 'company', index)))
    return countryList[countries[index] - 1]
  }
  const get = (index: number) => {
    const known = kept[index]
    if (known) return known
    const expected = people / (index + 1 + offset) / total
    const company = describeCompany({ seed, index, expected, crowded: people > CROWD })
    if (of.changes) company.faces = drawFaces({ seed, company, companies })
    if (index < kept.length) kept[index] = company
    return company
  }
  const companies: Companies = { count, people, draw: (random) => find(random.unit() * total), country, get }
  return companies
}

/** How many companies a world of so many people has. */
export function countCompanies(people: number): number {
  return Math.max(5, Math.ceil(people / PEOPLE_EACH))
}

function describeCompany(of: { seed: number; index: number; expected: number; crowded: boolean }): Company {
  const random = new Random(of.seed, 'company', of.index)
  const country = drawCountry(random)
  const { core, slug, industry } = nameCompany(random, { ...of, country })
  // A contact database knows a part of the people only, of small companies the greater part.
  const employees = Math.max(
    1,
    Math.round(of.expected * random.between(1, 9) * (of.expected > 20 ? random.between(1, 9) : 1)),
  )
  const offices = drawOffices(random, { country, employees, crowded: of.crowded })
  const pattern = patterns.pick(random)
  return {
    index: of.index,
    core,
    form: (forms.get(country.code) as Weighted<string>).pick(random),
    domain: `${slug}.example`,
    industry,
    employees,
    revenue: Math.max(1, Math.round((employees * random.between(80, 400)) / 1000)),
    country,
    // First names alone soon collide.
    pattern: pattern === 'first' && employees > 15 ? 'flast' : pattern,
    offices,
    faces: [],
  }
}

function drawOffices(random: Random, of: { country: Country; employees: number; crowded: boolean }): Office[] {
  const count =
    of.employees < 50 ? 1 : of.employees < 250 ? random.between(1, 2) : random.between(2, of.employees < 2000 ? 5 : 12)
  const offices: Office[] = []
  for (let index = 0; index < count; index++) {
    const place = drawPlace(random, of.country)
    offices.push({ ...place, switchboard: drawSwitchboard(random, place, of.crowded) })
  }
  return offices
}
