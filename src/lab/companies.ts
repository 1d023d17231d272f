import { slugOf } from './fold.ts'
import { drawCountry, drawPlace, type Country, type Place } from './places.ts'
import { drawSwitchboard, type Phone } from './phones.ts'
import { Random } from './random.ts'
import table from './tables/companies.json' with { type: 'json' }
import { createWeighted, findEnd, parseWeighted, type Weighted } from './weighted.ts'

export type EmailPattern =
  | 'first.last'
  | 'flast'
  | 'firstlast'
  | 'first_last'
  | 'last.first'
  | 'f.last'
  | 'first'
  | 'lastf'

export type Office = Place & { switchboard: Phone | null }

export type Company = {
  index: number
  /** Without the legal form. */
  core: string
  form: string
  domain: string
  industry: string
  employees: number
  /** Million dollars a year. */
  revenue: number
  country: Country
  pattern: EmailPattern
  /** The seat first. */
  offices: Office[]
}

export type Companies = {
  count: number
  draw(random: Random): number
  country(index: number): Country
  get(index: number): Company
}

const PEOPLE_EACH = 7 // contacts a company on average, as contact databases have them
const CACHED = 20_000

type Descriptor = { industry: string; words: Record<string, string> }

const descriptors: Descriptor[] = table.industries.flatMap((industry) => {
  const columns = {
    en: industry.words,
    de: industry.de,
    fr: industry.fr,
    es: industry.es,
    it: industry.it,
    nl: industry.nl,
  }
  return industry.words.split('|').map((_, place) => ({
    industry: industry.name,
    words: Object.fromEntries(
      Object.entries(columns).map(([language, text]) => [language, text.split('|')[place] ?? '']),
    ),
  }))
})

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
const roots = new Map<string, string[]>()

/**
 * The companies of a world, told one by one. Sizes follow Zipf's law (Axtell, Science 293, 2001): the share of company r
 * among all the people is proportional to 1 / (r + offset). No two have the same name or domain.
 */
export function createCompanies(seed: number, people: number): Companies {
  const count = Math.max(5, Math.ceil(people / PEOPLE_EACH))
  const ends = new Float64Array(count)
  const offset = 9 + count / 2000
  let total = 0
  for (let index = 0; index < count; index++) ends[index] = total += 1 / (index + 1 + offset)
  const cache = new Map<number, Company>()
  const country = (index: number) => drawCountry(new Random(seed, 'company', index))
  const get = (index: number) => {
    const known = cache.get(index)
    if (known) return known
    if (cache.size >= CACHED) cache.clear()
    const expected = people / (index + 1 + offset) / total
    const company = describeCompany({ seed, index, expected, crowded: people > 20_000 })
    cache.set(index, company)
    return company
  }
  return { count, draw: (random) => findEnd(ends, random.unit() * total), country, get }
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
  }
}

/**
 * A root (Alderbrook) and a word of its industry (Logistics). Root and word are the digits of the index in a mixed radix,
 * so that names are unique without remembering any; in a world with more companies than roots
 * different companies share a root, as they do in life.
 */
function nameCompany(random: Random, of: { seed: number; index: number; country: Country }) {
  const language = of.country.language
  const list = listRoots(of.seed, language)
  const round = Math.floor(of.index / list.length)
  const place = of.index % list.length
  const root = list[place]
  const start = new Random(of.seed, `root ${language}`, place).below(descriptors.length)
  const { industry, words } = descriptors[(start + round) % descriptors.length]
  const word = words[language]
  const alone = round === 0 && random.chance(0.12)
  const core = alone ? root : `${root} ${word}`
  const umlauts = language === 'de'
  const rootSlug = slugOf(root, { umlauts })
  const suffix = language === 'en' ? '' : `-${of.country.code.toLowerCase()}`
  const joined = random.chance(0.3) ? `${rootSlug}-${slugOf(word, { umlauts })}` : rootSlug + slugOf(word, { umlauts })
  return { core, industry, slug: round === 0 && random.chance(0.6) ? rootSlug + suffix : joined }
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

/** The roots of a language in an order of the world's own. */
function listRoots(seed: number, language: Country['language']): string[] {
  const key = `${seed} ${language}`
  const known = roots.get(key)
  if (known) return known
  const source = table.roots[language]
  const unwanted = new Set(table.unwanted.split(' '))
  const found = new Map<string, string>()
  for (const start of source.starts.split(' ')) {
    for (const end of source.ends.split(' ')) {
      const root = start + (start.endsWith(end.slice(0, 1)) && start.length > 3 ? end.slice(1) : end)
      const slug = slugOf(root)
      if (!unwanted.has(slug) && root.length > 5 && root.length < 14 && !slug.startsWith(slugOf(end)))
        found.set(slug, root)
    }
  }
  const list = [...found.values()]
  const random = new Random(seed, `roots ${language}`)
  for (let last = list.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    ;[list[last], list[other]] = [list[other], list[last]]
  }
  roots.set(key, list)
  return list
}
