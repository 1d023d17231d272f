import type { CleanedByKind } from '../cleaned.ts'
import { isPlaceholder } from '../is-placeholder.ts'
import { plainText } from '../plain-text.ts'
import { settle } from '../settle.ts'
import monthNames from './month-names.json' with { type: 'json' }

type CleanedDate = CleanedByKind['date']
type Reading = { year: number; month: number | null; day: number | null; why: string[]; confidence?: number }

const LONGEST = 60
const DAY = 86_400_000
/** Day 0 of spreadsheets, 1899-12-30, in days before 1970. */
const SPREADSHEET_EPOCH = 25_569
/** Two digits below this are of this century. */
const PIVOT = 50
const MONTHS = new Map(Object.entries(monthNames.months))
const TIME = String.raw`(?:[T ,]+(?:at |um |à )?\d{1,2}[:.h]\d{2}.*|[T ]+00.*)?`
const ISO = new RegExp(String.raw`^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))${TIME}$`, 'i')
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|'?\d{2})${TIME}$`, 'i')

/**
 * A date as it stands in a file → ISO: `2024-03-25`, or `2024-03`, `2024` where no more is said (`precision`). Reads ISO, numbers in either order,
 * month names of seven languages, spreadsheets' day numbers and Unix times. `03/04/2024` may be March or April: the earlier is taken, so that nothing
 * looks fresher than it is, and doubted. Total and linear.
 */
export function cleanDate(raw: string): CleanedDate {
  return settle(raw, cleanOnce, nothing)
}

function cleanOnce(raw: string): CleanedDate {
  const text = raw.length > LONGEST * 20 ? null : plainText(raw)
  if (text === '') return nothing(raw)
  if (text === null || text.length > LONGEST) return { ...nothing(raw), verdict: 'invalid', why: ['too_long'] }
  if (isPlaceholder(text) || /^0{1,4}[-/.]0{1,2}[-/.]0{1,4}$/.test(text))
    return { ...nothing(raw), why: ['placeholder'] }
  const read = readIso(text) ?? readNumeric(text) ?? readNamed(text) ?? readNumber(text)
  if (read === null) return { ...nothing(raw), verdict: 'invalid', why: ['no_date'] }
  const value = write(read)
  if (value === null) return { ...nothing(raw), verdict: 'invalid', why: ['no_such_day'] }
  const why = value === text || read.why.length > 0 ? read.why : ['tidied']
  const confidence = read.confidence ?? (why.length === 0 ? 1 : 0.95)
  return {
    input: raw,
    value,
    verdict: confidence < 0.7 ? 'suspect' : value === raw ? 'valid' : 'repaired',
    confidence,
    why,
    precision: read.day !== null ? 'day' : read.month !== null ? 'month' : 'year',
  }
}

function readIso(text: string): Reading | null {
  const [whole, year, , a, b, c, d] = ISO.exec(text) ?? []
  if (whole !== undefined) {
    const why = whole.length > 10 ? ['time_removed'] : []
    return { year: Number(year), month: Number(a ?? c), day: Number(b ?? d), why }
  }
  const [, alone, month] = /^(\d{4})(?:[-/.](\d{1,2}))?$/.exec(text) ?? []
  if (alone === undefined || !isLikelyYear(Number(alone))) return null
  return { year: Number(alone), month: month === undefined ? null : Number(month), day: null, why: [] }
}

function isLikelyYear(year: number): boolean {
  return year >= 1800 && year <= 2200
}

function readNumeric(text: string): Reading | null {
  const [whole, first, mark, second, end = ''] = NUMERIC.exec(text) ?? []
  if (whole === undefined) return readMonthYear(text)
  const [a, b] = [Number(first), Number(second)]
  const { year, why } = readYear(end)
  const readings = [
    { month: a, day: b },
    { month: b, day: a },
  ].filter(({ month, day }) => isDay(year, month, day))
  const [earlier, later] = readings.toSorted((x, y) => x.month - y.month || x.day - y.day)
  if (earlier === undefined) return { year, month: b, day: a, why }
  const isClear = later === undefined || a === b || mark === '.'
  const chosen = mark === '.' && isDay(year, b, a) ? { month: b, day: a } : earlier
  return {
    year,
    ...chosen,
    why: [...why, ...(isClear ? [] : ['day_month_unclear'])],
    ...(isClear ? {} : { confidence: 0.5 }),
  }
}

function readMonthYear(text: string): Reading | null {
  const [, month, year] = /^(\d{1,2})[-/.](\d{4})$/.exec(text) ?? []
  return month === undefined ? null : { year: Number(year), month: Number(month), day: null, why: [] }
}

/** `5 mars 2024`, `Mar 5th, 2024`, `Tuesday, 5 March 2024`, `März 2024`, `5-Mar-24`. */
function readNamed(text: string): Reading | null {
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ ,T]+\d{1,2}[:h.]\d{2}(?:[:.]\d+)*(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[+-]\d{2}:?\d{2}))?$/i, '')
    .split(/[ ,./'-]+/)
    .filter((word) => word !== '' && !NOISE.has(word))
  const at = words.findIndex((word) => MONTHS.has(word))
  if (at < 0 || words.length > 4 || (words.length === 4 && at === 0) || !/^[\p{L}\d]/u.test(text)) return null
  const numbers = words.filter((_, place) => place !== at && /^\d/.test(words[place]))
  const others = words.filter((word, place) => place !== at && !/^\d/.test(word))
  if (others.length > 1 || others.some((word) => !DAYS.has(word.slice(0, 2)))) return null
  const month = MONTHS.get(words[at]) ?? 0
  const whole = numbers.find((number) => /^\d{4}$/.test(number))
  const days = numbers.filter((number) => number !== whole && /^\d{1,2}(?:st|nd|rd|th|er|º|ª|e)?$/.test(number))
  if (numbers.length !== days.length + (whole === undefined ? 0 : 1)) return null
  if (whole !== undefined) {
    if (days.length > 1) return null
    return {
      year: Number(whole),
      month,
      day: days[0] === undefined ? null : Number.parseInt(days[0], 10),
      why: ['month_name'],
    }
  }
  const [first, second] = days
  if (first === undefined) return null
  if (second === undefined) {
    // `Mar-24` is a month of a year, as spreadsheets write it; of `Mar 24` nobody knows.
    if (!/^\p{L}{3,}\.?(?:-| ?')\d{2}$/u.test(text)) return null
    const { year, why } = readYear(first)
    return { year, month, day: null, why: ['month_name', ...why] }
  }
  const { year, why } = readYear(second)
  return { year, month, day: Number.parseInt(first, 10), why: ['month_name', ...why] }
}

const NOISE = new Set(['de', 'del', 'of', 'the', 'den', 'le', 'el', 'il', 'di', 'am'])
/** First letters of the days of the week in seven languages. */
const DAYS = new Set(
  'mo tu we th fr sa su di mi do so lu ma me je ve lun mie jue vie gi wo vr za zo se te qu'.split(' '),
)

function readYear(text: string): { year: number; why: string[] } {
  const digits = text.replace("'", '')
  if (digits.length === 4) return { year: Number(digits), why: [] }
  const short = Number.parseInt(digits, 10)
  return { year: short < PIVOT ? 2000 + short : 1900 + short, why: ['two_digit_year'] }
}

function readNumber(text: string): Reading | null {
  if (!/^\d{5,13}(?:\.\d+)?$/.test(text)) return null
  const number = Number(text)
  if (number >= 20_000 && number < 80_000)
    return { ...fromTime((Math.floor(number) - SPREADSHEET_EPOCH) * DAY), why: ['spreadsheet_day'], confidence: 0.85 }
  if (number >= 5e8 && number < 5e9) return { ...fromTime(number * 1000), why: ['unix_time'], confidence: 0.9 }
  return number >= 5e11 && number < 5e12 ? { ...fromTime(number), why: ['unix_time'], confidence: 0.9 } : null
}

function fromTime(milliseconds: number): Pick<Reading, 'year' | 'month' | 'day'> {
  const date = new Date(milliseconds)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function write({ year, month, day }: Reading): string | null {
  if (!isLikelyYear(year)) return null
  if (month === null) return String(year)
  if (!isDay(year, month, day ?? 1)) return null
  const two = (number: number) => String(number).padStart(2, '0')
  return day === null ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`
}

function nothing(raw: string): CleanedDate {
  return { input: raw, value: null, verdict: 'empty', confidence: 0, why: [], precision: null }
}
