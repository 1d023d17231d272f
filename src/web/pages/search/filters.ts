/** Filters by free words: every word must occur. */
export const wordKeys = ['name', 'title'] as const
/** Filters by a choice of values: any of them fits. */
export const choiceKeys = ['level', 'function', 'company', 'industry', 'country', 'region', 'city', 'has'] as const
export const filterKeys = [...wordKeys, ...choiceKeys] as const

export type WordKey = (typeof wordKeys)[number]
export type ChoiceKey = (typeof choiceKeys)[number]
export type FilterKey = (typeof filterKeys)[number]
export type Filters = Partial<Record<FilterKey, string[]>>

/** What the address bar holds on the search page. */
export type SearchState = Filters & {
  sort?: string
  /** Columns in order, when they differ from what this browser remembers. */
  cols?: string[]
  /** Id of the contact or company in the drawer. */
  open?: string
}

const single = new Set(['sort', 'open'])

/** Reads the address bar: repeated keys are lists, unknown keys and blanks are left out. */
export function parseSearch(text: string): Record<string, unknown> {
  const parameters = new URLSearchParams(text)
  const state: Record<string, string | string[]> = {}
  for (const key of new Set(parameters.keys())) {
    const values = parameters.getAll(key).filter((value) => value.trim() !== '')
    if (values.length === 0) continue
    if (single.has(key)) state[key] = values[0] ?? ''
    else if (key === 'cols') state[key] = values.flatMap((value) => value.split(','))
    else state[key] = [...new Set(values)]
  }
  return state
}

/** Writes what `parseSearch` reads, in a fixed order, so that equal states have equal addresses. */
export function stringifySearch(state: Record<string, unknown>): string {
  const parameters = new URLSearchParams()
  const order = [...filterKeys, 'sort', 'cols', 'open'] as string[]
  const keys = [...order, ...Object.keys(state).filter((key) => !order.includes(key))]
  for (const key of keys) {
    const value = state[key]
    if (typeof value === 'string' && value !== '') parameters.append(key, value)
    if (!Array.isArray(value)) continue
    if (key === 'cols') parameters.append(key, value.join(','))
    else for (const one of value) parameters.append(key, String(one))
  }
  // Commas and colons need no escape in a query; an address that reads well is easier to trust.
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text === '' ? '' : `?${text}`
}

function listOf(value: unknown): string[] | undefined {
  const list = [value].flat().filter((one): one is string => typeof one === 'string' && one !== '')
  return list.length === 0 ? undefined : list
}

/** Takes from any address what the search page understands. */
export function validateSearch(raw: Record<string, unknown>): SearchState {
  const state: SearchState = {}
  for (const key of filterKeys) {
    const list = listOf(raw[key])
    if (list !== undefined) state[key] = list
  }
  const cols = listOf(raw['cols'])
  if (cols !== undefined) state.cols = cols
  if (typeof raw['sort'] === 'string') state.sort = raw['sort']
  if (typeof raw['open'] === 'string') state.open = raw['open']
  return state
}

/** The filters of a search, without what is only about its presentation. */
export function filtersOf(state: SearchState): Filters {
  const filters: Filters = {}
  for (const key of filterKeys) {
    const list = state[key]
    if (list !== undefined && list.length > 0) filters[key] = list
  }
  return filters
}

/** A word still being typed stands for every word that begins with it. */
function openEnded(text: string): string {
  const words = text.trim()
  return words === '' || words.endsWith('*') ? words : `${words}*`
}

/** The filters as the API takes them. */
export function toApiQuery(filters: Filters): URLSearchParams {
  const query = new URLSearchParams()
  for (const key of filterKeys) {
    const isWords = (wordKeys as readonly string[]).includes(key)
    for (const value of filters[key] ?? []) query.append(key, isWords ? openEnded(value) : value)
  }
  return query
}

/** The same filters without one value of one of them. */
export function without(filters: Filters, key: FilterKey, value?: string): Filters {
  const rest = value === undefined ? [] : (filters[key] ?? []).filter((one) => one !== value)
  const { [key]: _dropped, ...others } = filters
  return rest.length === 0 ? others : { ...others, [key]: rest }
}

/** Every value of every filter as one flat list, in the order of the panel. */
export function activeFilters(filters: Filters): { key: FilterKey; value: string }[] {
  return filterKeys.flatMap((key) => (filters[key] ?? []).map((value) => ({ key, value })))
}
