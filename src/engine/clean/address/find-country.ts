import anyAscii from 'any-ascii'
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' }
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' }
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' }
import it from 'i18n-iso-countries/langs/it.json' with { type: 'json' }
import nl from 'i18n-iso-countries/langs/nl.json' with { type: 'json' }
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' }
import aliases from './country-aliases.json' with { type: 'json' }

const CODES = new Set(Object.keys(en.countries))
const NAMES = readNames()
const LONGEST = 60
const LAST_WORDS = new Set([...NAMES.keys()].map((name) => name.slice(name.lastIndexOf(' ') + 1)))

/** ISO 3166-1 alpha-2 of a country's name (in seven languages), alias or code, or null. */
export function findCountry(text: string): string | null {
  if (text.length > LONGEST) return null
  const upper = text.toUpperCase()
  if (upper.length === 2 && CODES.has(upper)) return upper
  return findCountryName(text)
}

/** The same for names and aliases only: a bare `CA` in a line is California. */
export function findCountryName(text: string): string | null {
  return text.length > LONGEST || /\d/.test(text) ? null : (NAMES.get(countryKey(text)) ?? null)
}

/** Can a country's name end with this word? A quick test before `findCountryName`. */
export function endsCountryName(word: string): boolean {
  const key = countryKey(word)
  return LAST_WORDS.has(key.slice(key.lastIndexOf(' ') + 1))
}

/** The English name, to write on a line. */
export function countryName(code: string): string {
  const name = (en.countries as Record<string, string | string[]>)[code]
  return name === undefined ? code : typeof name === 'string' ? name : name[0]
}

function countryKey(text: string): string {
  return (/^[\0-\x7f]*$/.test(text) ? text : anyAscii(text))
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()
}

function readNames(): Map<string, string> {
  const names = new Map<string, string>()
  for (const { countries } of [en, de, fr, es, it, nl, pt]) {
    for (const [code, name] of Object.entries(countries as Record<string, string | string[]>)) {
      for (const one of [name].flat()) if (!names.has(countryKey(one))) names.set(countryKey(one), code)
    }
  }
  for (const [name, code] of Object.entries(aliases)) names.set(name, code)
  return names
}
