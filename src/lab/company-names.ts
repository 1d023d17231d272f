import { slugOf } from './fold.ts'
import type { Country } from './places.ts'
import { Random } from './random.ts'
import table from './tables/companies.json' with { type: 'json' }

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

const roots = new Map<string, Root[]>()

/**
 * A root (Alderbrook) and a word of its industry (Logistics). Root and word are the digits of the index in a mixed radix,
 * so that names are unique without remembering any; in a world with more companies than roots
 * different companies share a root, as they do in life.
 */
export function nameCompany(random: Random, of: { seed: number; index: number; country: Country }) {
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
