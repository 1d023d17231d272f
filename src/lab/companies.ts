import { slugOf } from './fold.ts'
import { countryList, drawCountry, drawPlace, type Country, type Place } from './places.ts'
import { drawSwitchboard, type Phone } from './phones.ts'
import { Random } from './random.ts'
import table from './tables/companies.json' with { type: 'json' }
import { createEndFinder, createWeighted, parseWeighted, type Weighted } from './weighted.ts'

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
const KEPT = 80_000 // the largest companies, which most people work for

type Descriptor = { industry: string; words: Record<string, string>; slugs: Record<string, string> }

/** The first word of names, how a domain spells it, and the descriptor that its first company bears. */
type Root = { text: string; slug: string; start: number }

const descriptors: Descriptor[] = table.industries.flatMap((industry) => {
  const columns = {
    en: industry.words,
    de: industry.de,
    fr: industry.fr,
    es: industry.es,
    it: industry.it,
    nl: industry.nl,
  }
  return industry.words.split('|').map((_, place) => {
    const words = Object.entries(columns).map(([language, text]) => [language, text.split('|')[place] ?? ''] as const)
    return {
      industry: industry.name,
      words: Object.fromEntries(words),
      slugs: Object.fromEntries(words.map(([language, word]) => [language, spell(word, language)])),
    }
  })
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
const roots = new Map<string, Root[]>()

/**
 * The companies of a world, told one by one. Sizes follow Zipf's law (Axtell, Science 293, 2001): the share of company r
 * among all the people is proportional to 1 / (r + offset). No two have the same name or domain.
 */
export function createCompanies(seed: number, people: number): Companies {
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
    const company = describeCompany({ seed, index, expected, crowded: people > 20_000 })
    if (index < kept.length) kept[index] = company
    return company
  }
  return { count, draw: (random) => find(random.unit() * total), country, get }
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
  const { industry, words, slugs } = descriptors[(root.start + round) % descriptors.length]
  const alone = round === 0 && random.chance(0.12)
  const core = alone ? root.text : `${root.text} ${words[language]}`
  const suffix = language === 'en' ? '' : `-${of.country.code.toLowerCase()}`
  const joined = `${root.slug}${random.chance(0.3) ? '-' : ''}${slugs[language]}`
  return { core, industry, slug: round === 0 && random.chance(0.6) ? root.slug + suffix : joined }
}

/** As a domain spells a word. */
function spell(word: string, language: string): string {
  return slugOf(word, { umlauts: language === 'de' })
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
function listRoots(seed: number, language: Country['language']): Root[] {
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
  const texts = [...found.values()]
  const random = new Random(seed, `roots ${language}`)
  for (let last = texts.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    ;[texts[last], texts[other]] = [texts[other], texts[last]]
  }
  const list = texts.map((text, place) => ({
    text,
    slug: spell(text, language),
    start: new Random(seed, `root ${language}`, place).below(descriptors.length),
  }))
  roots.set(key, list)
  return list
}
