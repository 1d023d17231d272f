const form = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A day in words, e.g. `3 March 2026`, from an ISO date or time. */
export function Day({ date }: { date: string }) {
  const time = new Date(date)
  if (Number.isNaN(time.getTime())) return date
  return <time dateTime={date.slice(0, 10)}>{form.format(time)}</time>
}
