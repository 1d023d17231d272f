/**
 * A date as it stands in a file → ISO date, or null. Reads ISO, `5 Mar 2024`-less numeric forms, Excel's day numbers and Unix times.
 * `03/04/2024` may be March or April: the earlier is taken, so that no row looks fresher than it is.
 */
export function readDate(text: string): string | null {
  const value = text.trim()
  const iso = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:$|[T ])/.exec(value)
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numeric = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:$|[T ,])/.exec(value)
  if (numeric) {
    const [a, b, year] = [Number(numeric[1]), Number(numeric[2]), Number(numeric[3])]
    const readings = [isoDate(year, a, b), isoDate(year, b, a)].filter((date) => date !== null)
    return readings.toSorted()[0] ?? null
  }
  if (!/^\d{5,13}(?:\.\d+)?$/.test(value)) return null
  return fromNumber(Number(value))
}

const DAY = 86_400_000

function fromNumber(number: number): string | null {
  if (number >= 20_000 && number < 80_000) return new Date(Math.floor(number - 25_569) * DAY).toISOString().slice(0, 10)
  if (number >= 5e8 && number < 5e9) return new Date(number * 1000).toISOString().slice(0, 10)
  if (number >= 5e11 && number < 5e12) return new Date(number).toISOString().slice(0, 10)
  return null
}

function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
