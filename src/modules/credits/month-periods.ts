/** One month of a subscription. */
export type Period = {
  /** First day, `2026-11-23`. */
  start: string
  /** Day after the last one. */
  end: string
  /** The calendar month it begins in, `2026-11`: each has exactly one. */
  month: string
}

/** The same day so many months later; the last day of the month where it has no such day. Days as `2026-11-23`. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())))
    .toISOString()
    .slice(0, 10)
}

/** The months of a subscription that have begun by a day, from the first on. */
export function listPeriods({ start, end, day }: { start: string; end: string | null; day: string }): Period[] {
  const periods: Period[] = []
  for (let index = 0; ; index++) {
    const first = addMonths(start, index)
    if (first > day || (end !== null && first >= end)) return periods
    periods.push({ start: first, end: addMonths(start, index + 1), month: first.slice(0, 7) })
  }
}
