import { readCountry } from '../../engine/clean/index.ts'
import type { RowJudge } from '../../refinery/intake/index.ts'

/**
 * Refuses rows of people outside a territory (null is everywhere). Every country that a row names counts; a row that names none
 * that can be read is taken to be of `home`, the country of the delivery, and refused when that is null.
 */
export function judgeTerritory(territory: readonly string[] | null, home: string | null): RowJudge | undefined {
  if (territory === null) return undefined
  const allowed = new Set(territory)
  return (columns) => {
    const countries = columns.filter(({ field }) => field === 'country').map(({ index }) => index)
    return (row) => {
      const named = countries.map((index) => readCountry(row[index] ?? '')).filter((country) => country !== null)
      const meant = named.length > 0 ? named : home === null ? [] : [home]
      return meant.length > 0 && meant.every((country) => allowed.has(country)) ? null : 'territory'
    }
  }
}
