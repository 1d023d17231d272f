import type { Random } from './random.ts'
import table from './tables/places.json' with { type: 'json' }
import { createWeighted, parseWeighted, type Weighted } from './weighted.ts'

export type Country = {
  code: string
  name: string
  aliases: string[]
  language: 'en' | 'de' | 'fr' | 'es' | 'it' | 'nl'
  dial: string
}

/** A town with what its addresses and telephone numbers begin with. */
export type City = { name: string; region: string; prefix: string; areas: string[] }

export type Place = { street: string; city: City; postcode: string; country: Country }

const cities = new Map<string, Weighted<City>>()
/** All countries of the world. */
export const countryList: Country[] = table.countries.map((row) => ({
  ...row,
  language: row.language as Country['language'],
  aliases: row.aliases.split('|'),
}))
const countries = createWeighted(table.countries.map((row, place) => [countryList[place], row.weight] as const))
const americanAreas = Object.values({ US: table.cities.US, CA: table.cities.CA }).map((text) =>
  parseWeighted(text, ';').flatMap(([entry]) => (entry.split('|')[3] ?? '').split(' ')),
)

/** Draws the country of a company's seat. */
export function drawCountry(random: Random): Country {
  return countries.pick(random)
}

/** Draws an address that does not exist: a real town, a common street name, a number, a postcode of the town's beginning. */
export function drawPlace(random: Random, country: Country): Place {
  const city = listCities(country.code).pick(random)
  return {
    street: drawStreet(random, country),
    city,
    postcode: drawPostcode(random, country.code, city.prefix),
    country,
  }
}

/** Area codes of all the towns of the country, for telephones that travel. Only US and CA. */
export function listAreas(country: 'US' | 'CA'): string[] {
  return americanAreas[country === 'US' ? 0 : 1]
}

function listCities(code: string): Weighted<City> {
  const known = cities.get(code)
  if (known) return known
  const rows = parseWeighted(table.cities[code as keyof typeof table.cities], ';')
  const list = createWeighted(
    rows.map(([entry, weight]) => {
      const [name = '', region = '', prefix = '', areas = ''] = entry.split('|')
      return [{ name, region, prefix, areas: areas === '' ? [] : areas.split(' ') }, weight] as const
    }),
  )
  cities.set(code, list)
  return list
}

const streetLists = new Map(Object.entries(table.streets).map(([key, text]) => [key, text.split('|')]))

function drawStreet(random: Random, country: Country): string {
  const key = country.code === 'GB' ? 'gb' : country.language
  const street = random.pick(streetLists.get(key) as string[])
  switch (key) {
    case 'en':
      return `${random.between(1, 99) * random.pick([1, 5, 10, 20, 100])} ${street}${random.chance(0.3) ? `, Suite ${random.between(1, 30) * 10}` : ''}`
    case 'gb':
      return `${random.between(1, 180)} ${street}`
    case 'fr':
      return `${random.between(1, 140)} ${street}`
    case 'es':
      return `${street}, ${random.between(1, 160)}`
    default:
      return `${street} ${random.between(1, 150)}`
  }
}

function drawPostcode(random: Random, country: string, prefix: string): string {
  const letters = 'ABDEFGHJLNPQRSTUWXYZ'
  const letter = () => letters[random.below(letters.length)]
  const digits = (count: number) => String(random.below(10 ** count)).padStart(count, '0')
  switch (country) {
    case 'GB':
      return `${prefix} ${random.between(1, 9)}${letter()}${letter()}`
    case 'CA':
      return `${prefix} ${digits(1)}${letter()}${digits(1)}`
    case 'NL':
      return `${prefix}${digits(2)} ${letter()}${letter()}`
    case 'AT':
    case 'CH':
    case 'AU':
      return prefix + digits(2)
    default:
      return prefix + digits(5 - prefix.length)
  }
}
