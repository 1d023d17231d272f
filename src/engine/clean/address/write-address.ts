import type { AddressParts } from './address-parts.ts'
import { countryName } from './find-country.ts'
import postcodes from './postcodes.json' with { type: 'json' }

/** Countries that write the house number behind the street. */
const NUMBER_LAST = new Set(
  'DE AT CH NL BE DK NO SE FI IT ES PL CZ SK HU SI HR PT BR MX TR RU EE LV LT RS BA GR BG RO AR CL CO UA'.split(' '),
)

/** One line in the order of the country; a foreign country's name ends it, the United States go without saying. */
export function writeAddress(parts: AddressParts, named: boolean): string {
  const { number, street, unitType, unit, box, city, region, postcode, country } = parts
  const join = (...words: string[]) => words.filter((word) => word !== '').join(' ')
  const before = (postcodes as Record<string, string[]>)[country]?.[1] === 'before'
  const lines = [
    NUMBER_LAST.has(country) ? join(street, number) : join(number, street),
    unit === '' ? '' : join(unitType === '' ? '#' : unitType, unit),
    box === '' ? '' : `PO Box ${box}`,
    before ? join(postcode, city) : city,
    before ? region : join(region, postcode),
    named && country !== '' && country !== 'US' ? countryName(country) : '',
  ]
  return lines.filter((line) => line !== '').join(', ')
}
