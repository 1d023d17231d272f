import countries from './form-countries.json' with { type: 'json' }
import { foldWords } from './fold-words.ts'
import type { FoldedWord } from './fold-words.ts'
import table from './legal-forms.json' with { type: 'json' }
import more from './more-forms.json' with { type: 'json' }

/** The legal form of a name: how many words of it stand in front and behind, and what they are called. */
export type FoundForm = { before: number; behind: number; form: string | null; country: string | null }

/** Generic kinds that are companies; associations, authorities and funds keep their words, which are their names. */
const COMPANIES = new Set(['LLC', 'JSC', 'LP', 'LLP', 'GP'])
const ANY_CASE = new Set(more.anyCase)
const DOTTED = new Set(more.dotted)
const BEFORE = new Set(more.before)
const COUNTRY = new Map(
  Object.entries(countries.countries).flatMap(([code, forms]) => forms.map((form) => [form, code])),
)
const ARTICLES = new Set(['the', 'and', 'a'])
const STATES = new Set(['CO', 'NV'])
const FORMS = collectForms()
/** Forms with capitals inside, as listed: `SpA` is one, a `Spa` is not. */
const SPELLINGS = new Set(
  more.forms.flatMap(({ aliases }) => aliases).filter((alias) => /^\p{Lu}\p{Ll}+\p{Lu}\p{L}*$/u.test(alias)),
)
const LAST_WORDS = new Set([...FORMS.keys()].map((form) => form.slice(form.lastIndexOf(' ') + 1)))
const ATTACHED = more.forms
  .flatMap(({ aliases, display }) => aliases.map((alias): [string, string] => [alias, display]))
  .filter(([alias]) => /[\u3200-\u9fff\uac00-\ud7af]/.test(alias))
  .toSorted(([a], [b]) => b.length - a.length)
const MOST_WORDS = Math.max(...[...FORMS.keys()].map((form) => form.split(' ').length))
/** `Co., Ltd.` and the like: at most so many forms stand one after another. */
const MOST_FORMS = 3

/** Find the legal form at the end (or, for forms that stand there, at the beginning) of a name's words. */
export function findForm(words: FoldedWord[]): FoundForm {
  const names: string[] = []
  let country: string | null = null
  let end = words.length
  while (names.length < MOST_FORMS) {
    const length = matchEnd(words, end)
    if (length === 0) break
    const folded = join(words, end - length, end)
    names.unshift(FORMS.get(folded)!)
    country ??= words[end - length].written === '(Pty)' ? 'ZA' : (COUNTRY.get(folded) ?? null)
    end -= length
  }
  let start = 0
  const first = words[0]?.folded
  if (
    first !== undefined &&
    end > 1 &&
    BEFORE.has(first) &&
    FORMS.has(first) &&
    (names.length === 0 || first === 'pt')
  ) {
    names.unshift(FORMS.get(first)!)
    country ??= COUNTRY.get(first) ?? null
    start = 1
  }
  return { before: start, behind: words.length - end, form: names.length === 0 ? null : names.join(' '), country }
}

/** Forms of scripts that put no space between: `株式会社日立製作所`. */
export function findAttachedForm(name: string): { form: string; core: string; country: string | null } | null {
  if (!/[\u3200-\u9fff\uac00-\ud7af]/.test(name)) return null
  for (const [form, display] of ATTACHED) {
    const core = name.startsWith(form)
      ? name.slice(form.length)
      : name.endsWith(form)
        ? name.slice(0, -form.length)
        : null
    if (core !== null && core.trim() !== '')
      return { form: display, core: core.trim(), country: COUNTRY.get(form) ?? null }
  }
  return null
}

/** How many words before `end` are a form; the longest counts, and something must be left of the name. */
function matchEnd(words: FoldedWord[], end: number): number {
  const last = words[end - 1]
  if (last === undefined || end < 2 || !LAST_WORDS.has(last.folded)) return 0
  let longest = 0
  let folded = ''
  for (let length = 1; length < end && length <= MOST_WORDS; length++) {
    folded = length === 1 ? last.folded : `${words[end - length].folded} ${folded}`
    if (!FORMS.has(folded) || !hasName(words, end - length)) continue
    if (length > 1 || isForm(last, words)) longest = length
  }
  return longest
}

/** Is a single word a form and no ordinary word (`Spa`), state (`KY`) or syllable? Its writing decides. */
function isForm({ written, folded, afterComma }: FoldedWord, words: FoldedWord[]): boolean {
  // `Denver, CO` and `Reno, NV` are places.
  if (afterComma && STATES.has(written)) return false
  if (folded.length > 4 || ANY_CASE.has(folded)) return true
  if (/\p{L}\.\p{L}/u.test(written)) return true
  if (SPELLINGS.has(written)) return true
  if (DOTTED.has(folded)) return false
  const display = FORMS.get(folded)!
  if (written === display || written.replace(/[.,]+$/, '') === display) return true
  return written === written.toUpperCase() && hasBothCases(words)
}

/** In a name of one case only, capitals say nothing. */
function hasBothCases(words: FoldedWord[]): boolean {
  return words.some((word) => /\p{Ll}/u.test(word.written)) && words.some((word) => /\p{Lu}/u.test(word.written))
}

/** Is there a name in front, and not just an article? */
function hasName(words: FoldedWord[], end: number): boolean {
  return end > 1 || !ARTICLES.has(words[0].folded)
}

function join(words: FoldedWord[], start: number, end: number): string {
  let text = words[start].folded
  for (let i = start + 1; i < end; i++) text += ` ${words[i].folded}`
  return text
}

function collectForms(): Map<string, string> {
  const forms = new Map<string, string>()
  const own = more.forms.map((form) => ({ ...form, generic: 'LLC' }))
  for (const { display, aliases, generic } of [...own, ...table.forms]) {
    if (generic === undefined || !COMPANIES.has(generic)) continue
    for (const alias of [...aliases, display ?? '']) {
      const folded = foldWords(alias)
        .map((word) => word.folded)
        .join(' ')
      // One letter, or a name of many words, is no form that anybody writes behind a name.
      if (folded.length > 1 && !folded.startsWith('-') && !forms.has(folded)) forms.set(folded, display ?? aliases[0])
    }
  }
  return forms
}
