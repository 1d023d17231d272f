import { wordKey } from './address-parts.ts'
import regions from './regions.json' with { type: 'json' }

const TABLES: Record<string, Map<string, string>> = Object.fromEntries(
  Object.entries(regions).map(([country, names]) => [country, new Map(Object.entries(names))]),
)

/** The code of a state or province (`IL`) of the countries that write one, or null. */
export function findRegion(text: string, country: string): string | null {
  return TABLES[country]?.get(wordKey(text)) ?? null
}

/** Do addresses of this country carry a region code that we know? */
export function hasRegions(country: string): boolean {
  return country in TABLES
}
