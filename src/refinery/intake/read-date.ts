import { cleanDate } from '../../engine/clean/index.ts'

/** Nothing was in a file before. */
const FIRST_YEAR = '1970'

/**
 * A date as it stands in a file → ISO date, or null. Of a month the first day counts, and of `03/04/2024`, which may be March or April, the
 * earlier, so that no row looks fresher than it is.
 */
export function readDate(text: string): string | null {
  const { value, precision } = cleanDate(text)
  if (value === null || value < FIRST_YEAR || precision === 'year') return null
  return precision === 'month' ? `${value}-01` : value
}
