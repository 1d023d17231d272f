import type { Contract } from '../../api/providers.ts'
import { countryName } from '../../codes/format.ts'

/** The countries that a contract covers, in words. */
export function territoryOf({ territory }: Pick<Contract, 'territory'>): string {
  return territory === null ? 'Everywhere' : territory.map(countryName).join(', ')
}
