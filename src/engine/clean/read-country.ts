import countries from 'i18n-iso-countries'
import de from 'i18n-iso-countries/langs/de.json' with { type: 'json' }
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import es from 'i18n-iso-countries/langs/es.json' with { type: 'json' }
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' }
import it from 'i18n-iso-countries/langs/it.json' with { type: 'json' }
import nl from 'i18n-iso-countries/langs/nl.json' with { type: 'json' }
import pt from 'i18n-iso-countries/langs/pt.json' with { type: 'json' }
import aliases from './country-aliases.json' with { type: 'json' }

const BY_NAME = collectNames()
const LONGEST = 80

/**
 * The country that a text names, as ISO 3166-1 alpha-2: a code of two or three letters, a name in one of seven languages
 * (with or without accents), or a common other name. Null when there is none.
 */
export function readCountry(text: string): string | null {
  if (text.length > LONGEST) return null
  return BY_NAME.get(fold(text)) ?? null
}

function collectNames(): Map<string, string> {
  const names = new Map<string, string>()
  for (const [alpha3, alpha2] of Object.entries(countries.getAlpha3Codes())) {
    names.set(fold(alpha2), alpha2)
    names.set(fold(alpha3), alpha2)
  }
  for (const language of [en, de, fr, es, it, pt, nl]) {
    for (const [code, name] of Object.entries<string | string[]>(language.countries)) {
      for (const each of typeof name === 'string' ? [name] : name) {
        // English comes first: where two languages give one name to two countries it decides.
        if (!names.has(fold(each))) names.set(fold(each), code)
      }
    }
  }
  for (const [name, code] of Object.entries(aliases.aliases)) names.set(fold(name), code)
  return names
}

/** Letters only, without accents and case, so that `U.S.A.`, `usa` and `Côte d'Ivoire` find their entry. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
}
