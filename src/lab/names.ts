import { foldLetters } from './fold.ts'
import type { Random } from './random.ts'
import table from './tables/names.json' with { type: 'json' }
import { createWeighted, createZipf, type Weighted } from './weighted.ts'

export type Culture = 'en' | 'es' | 'de' | 'fr' | 'it' | 'nl' | 'in' | 'zh'

export type PersonName = {
  given: string
  middle: string
  family: string
  suffix: string
  culture: Culture
  /** For the words of titles only; no feed tells it. */ woman: boolean
}

type Stock = { given: [Weighted<string>, Weighted<string>]; family: Weighted<string>; starts: string[]; ends: string[] }

/** How names of families come about: so many of the listed ones, the rest composed, as most names in a country are rare. */
const LISTED_SHARE = 0.48
const nicknames: Record<string, string> = table.nicknames
const stocks = new Map<Culture, Stock>()

/** Who lives where, roughly as the censuses say. */
const cultures: Record<string, Weighted<Culture>> = {
  US: createWeighted([
    ['en', 66],
    ['es', 15],
    ['in', 5],
    ['zh', 6],
    ['it', 3],
    ['de', 3],
    ['fr', 1],
    ['nl', 1],
  ]),
  CA: createWeighted([
    ['en', 64],
    ['fr', 20],
    ['in', 6],
    ['zh', 8],
    ['it', 2],
  ]),
  GB: createWeighted([
    ['en', 90],
    ['in', 6],
    ['zh', 2],
    ['it', 1],
    ['es', 1],
  ]),
  AU: createWeighted([
    ['en', 84],
    ['zh', 7],
    ['in', 4],
    ['it', 3],
    ['nl', 2],
  ]),
  DE: createWeighted([
    ['de', 95],
    ['it', 2],
    ['en', 1],
    ['es', 1],
    ['nl', 1],
  ]),
  AT: createWeighted([
    ['de', 97],
    ['it', 3],
  ]),
  CH: createWeighted([
    ['de', 72],
    ['fr', 18],
    ['it', 10],
  ]),
  FR: createWeighted([
    ['fr', 94],
    ['es', 3],
    ['it', 3],
  ]),
  ES: createWeighted([
    ['es', 97],
    ['fr', 2],
    ['en', 1],
  ]),
  IT: createWeighted([
    ['it', 98],
    ['fr', 2],
  ]),
  NL: createWeighted([
    ['nl', 94],
    ['de', 4],
    ['en', 2],
  ]),
}

/** Draws the name of a person who works in the country. */
export function drawName(random: Random, country: string): PersonName {
  const culture = cultures[country].pick(random)
  const stock = findStock(culture)
  const woman = random.chance(0.46) ? 0 : 1
  const given = stock.given[woman].pick(random)
  const family = drawFamily(random, stock)
  const second = culture === 'es' && country === 'ES' && random.chance(0.35) ? ` ${stock.family.pick(random)}` : ''
  return {
    given,
    middle: drawMiddle(random, { country, stock, woman, given }),
    family: family + second,
    suffix: drawSuffix(random, { country, woman }),
    culture,
    woman: woman === 0,
  }
}

/** How probable it is that another person of the culture bears this given name and this listed family name (0 for a rare one). */
export function shareOfName(name: PersonName): { given: number; family: number } {
  const stock = findStock(name.culture)
  return {
    given: Math.max(stock.given[0].share(name.given), stock.given[1].share(name.given)) / 2,
    family: stock.family.share(name.family) * LISTED_SHARE,
  }
}

/** A short form in use for the given name, or nothing. */
export function findNickname(random: Random, given: string): string | null {
  const forms = Object.hasOwn(nicknames, given) ? nicknames[given] : undefined
  return forms ? random.pick(forms.split(' ')) : null
}

function drawFamily(random: Random, stock: Stock): string {
  if (stock.starts.length === 0 || random.chance(LISTED_SHARE)) return stock.family.pick(random)
  const start = random.pick(stock.starts)
  const end = random.pick(stock.ends)
  // No letter three times: Gill + land.
  return start + (start.endsWith(end.slice(0, 1)) ? end.slice(1) : end)
}

function drawMiddle(random: Random, of: { country: string; stock: Stock; woman: 0 | 1; given: string }): string {
  const usual = of.country === 'US' || of.country === 'CA' ? 0.55 : 0.08
  if (!random.chance(usual)) return ''
  const full = of.stock.given[of.woman].pick(random)
  if (full === of.given) return ''
  return random.chance(0.8) ? foldLetters(full.slice(0, 1)) : full
}

function drawSuffix(random: Random, of: { country: string; woman: 0 | 1 }): string {
  return of.country === 'US' && of.woman === 1 && random.chance(0.025) ? random.pick(['Jr.', 'Jr.', 'III', 'II']) : ''
}

function findStock(culture: Culture): Stock {
  const known = stocks.get(culture)
  if (known) return known
  const source = table[culture]
  const words = (text: string) => (text === '' ? [] : text.split(' ').map((word) => word.replaceAll('_', ' ')))
  const stock: Stock = {
    given: [createZipf(words(source.female), 8), createZipf(words(source.male), 6)],
    family: createZipf(words(source.family), 12),
    starts: words(source.starts),
    ends: words(source.ends),
  }
  stocks.set(culture, stock)
  return stock
}
