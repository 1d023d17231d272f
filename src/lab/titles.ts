import type { Country } from './places.ts'
import type { Random } from './random.ts'
import table from './tables/titles.json' with { type: 'json' }
import { createWeighted, type Weighted } from './weighted.ts'

type Language = Country['language']
type Words = Partial<Record<Language, string>>

/** What somebody does: the words, and what they mean in the closed lists of levels and functions. */
export type Title = { text: string; level: string; function: string }

const functions = createWeighted(table.functions.map((entry) => [entry, entry.weight] as const))
const mixes = table.mix.map((mix) => ({ from: mix.from, levels: createWeighted(Object.entries(mix.levels)) }))
const patterns: Record<string, Words> = table.patterns
const top: Record<string, Words> = table.top

/** Draws a title as companies of that size have them, in the language of the country (English for a third of the others). */
export function drawTitle(random: Random, of: { employees: number; language: Language; woman: boolean }): Title {
  const language = of.language !== 'en' && random.chance(0.25) ? 'en' : of.language
  const mix = mixes.findLast((each) => of.employees >= each.from) as { levels: Weighted<string> }
  return titleAt(random, { level: mix.levels.pick(random), language, woman: of.woman })
}

/** What comes next for somebody with this title: the same field, the same level or a step up. */
export function drawNextTitle(random: Random, from: Title, of: { language: Language; woman: boolean }): Title {
  const ladder = ['intern', 'entry', 'staff', 'senior', 'lead', 'manager', 'head', 'director', 'vp']
  const step = ladder.indexOf(from.level)
  const field = table.functions.find((entry) => entry.name === from.function)
  if (step < 0 || !field) return titleAt(random, { ...of, level: random.pick(['director', 'vp', 'chief', 'ceo']) })
  const level = ladder[Math.min(ladder.length - 1, step + random.pick([0, 0, 0, 0, 0, 1, 1]))]
  return inField(random, { ...of, field, level })
}

type Wanted = { level: string; language: Language; woman: boolean }

function titleAt(random: Random, of: Wanted): Title {
  const { level } = of
  const field = functions.pick(random)
  if (level === 'chief') {
    return { text: pickWords(random, field.chief, of), level: 'c-level', function: field.name }
  }
  const words = top[level]
  if (!words) return inField(random, { ...of, field })
  return { text: pickWords(random, words, of), level: level === 'ceo' ? 'c-level' : level, function: 'executive' }
}

function inField(random: Random, of: Wanted & { field: (typeof table.functions)[number] }): Title {
  const { field, level } = of
  const text = pickWords(random, patterns[level], of)
    .replace('{}', pickWords(random, field.areas, of))
    .replace('[]', pickWords(random, field.roles, of))
  return { text, level, function: field.name }
}

/** Words of the list; `Leiter~Leiterin` is the one or the other. */
function pickWords(random: Random, words: Words, of: Wanted): string {
  const text = words[of.language] ?? words.en ?? ''
  let forms = choices.get(text)
  if (!forms) {
    const list = text.split('|')
    forms = ['$1', '$2'].map((form) => list.map((each) => each.replace(/([\p{L}-]+)~([\p{L}-]+)/gu, form)))
    choices.set(text, forms)
  }
  return random.pick(forms[of.woman ? 1 : 0])
}

/** The words of each list, for men and for women. */
const choices = new Map<string, string[][]>()
