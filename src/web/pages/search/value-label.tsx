import { useQuery } from '@tanstack/react-query'
import type { FacetsAnswer } from '../../../modules/search/index.ts'
import { company } from '../../api/queries.ts'
import { countryName } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import type { FilterKey } from './filters.ts'

function CompanyName({ id }: { id: string }) {
  const { data } = useQuery(company(id))
  return data?.name ?? id
}

/** The words for a value of a filter, from the code tables or the API's own label. */
export function valueText(key: FilterKey, value: string, label?: string): string {
  if (key === 'level' || key === 'function' || key === 'has') return labelOf(key, value)
  if (key === 'country') return countryName(value)
  return label ?? value
}

/** The same as an element, which asks for a company's name where only its id is known. */
export function ValueLabel({
  filter,
  value,
  facets,
}: {
  filter: FilterKey
  value: string
  facets?: FacetsAnswer | undefined
}) {
  const known =
    filter === 'name' || filter === 'title' ? undefined : facets?.facets[filter]?.find((one) => one.value === value)
  if (filter === 'company' && known === undefined) return <CompanyName id={value} />
  return valueText(filter, value, known?.label)
}
