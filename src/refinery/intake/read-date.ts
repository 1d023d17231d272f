const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const DAY = 86_400_000
/** Day 0 of spreadsheets, 1899-12-30, in days before 1970. */
const SPREADSHEET_EPOCH = 25_569

/**
 * A date as it stands in a file → ISO date, or null. Reads ISO, `25/03/2024`, `Mar 5, 2024`, spreadsheets' day numbers and Unix times.
 * `03/04/2024` may be March or April: the earlier is taken, so that no row looks fresher than it is.
 */
export function readDate(text: string): string | null {
  const value = text.trim()
  const iso = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))(?:$|[T ])/.exec(value)
  if (iso) return isoDate(Number(iso[1]), Number(iso[3] ?? iso[5]), Number(iso[4] ?? iso[6]))
  const numeric = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:$|[T ,])/.exec(value)
  if (numeric) {
    const [a, b, year] = [Number(numeric[1]), Number(numeric[2]), Number(numeric[3])]
    const readings = [isoDate(year, a, b), isoDate(year, b, a)].filter((date) => date !== null)
    return readings.toSorted()[0] ?? null
  }
  const named = /^(?:(\d{1,2})[ .-]+)?([a-z]{3})[a-z]*[ .-]+(?:(\d{1,2}),? +)?(\d{4})(?:$|[ ,])/i.exec(value)
  if (named)
    return isoDate(Number(named[4]), MONTHS.indexOf(named[2].toLowerCase()) + 1, Number(named[1] ?? named[3] ?? 1))
  return /^\d{5,13}(?:\.\d+)?$/.test(value) ? fromNumber(Number(value)) : null
}

function fromNumber(number: number): string | null {
  if (number >= 30_000 && number < 80_000) return fromTime((Math.floor(number) - SPREADSHEET_EPOCH) * DAY)
  if (number >= 5e8 && number < 5e9) return fromTime(number * 1000)
  return number >= 5e11 && number < 5e12 ? fromTime(number) : null
}

function fromTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
