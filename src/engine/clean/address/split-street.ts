import { joinWords } from './address-parts.ts'
import type { Word } from './address-parts.ts'
import { isUnitId, takeUnits } from './take-units.ts'
import words from './street-words.json' with { type: 'json' }

const TYPES = new Set(words.types)
const WEAK_TYPES = new Set(words.weakTypes)
const DIRECTIONS = new Set(words.directions)
const UNITS = new Set(words.units)
const OTHER_UNITS = new Set(words.otherUnits)
const NUMBERED = new Set(words.numbered)
const BARE_UNITS = new Set(words.bareUnits)
const PRE_TYPES = new Set(words.preTypes)
const ROUTE_WORDS = new Set(words.routeWords)
const SAINTS = new Set(words.saints)
const CITY_STARTS = new Set(words.cityStarts)
const CITY_ENDS = new Set(words.cityEnds)
const NUMBER_WORDS = new Set(words.numberWords)
const DIRECTION_CITIES = new Map<string, string[]>(Object.entries(words.directionCities))

/** What a street line holds; `city` is what stood behind the street without a comma. */
export type StreetLine = { number: string; street: string; unitType: string; unit: string; city: string }

/** Is this the type of a street (`ave`), whatever else it may be? */
export function isStreetType(key: string): boolean {
  return TYPES.has(key)
}

/**
 * Split `19 S LaSalle St., Ste. 300 Chicago` (US order: number, street, unit, city) into parts.
 * `open` says that the line ends before a state or postcode, so that a city may hang on it without a comma.
 */
export function splitStreet(all: Word[], open: boolean): StreetLine {
  const line: StreetLine = { number: '', street: '', unitType: '', unit: '', city: '' }
  const start = streetStart(all)
  if (start > 0) takeUnits(all.slice(0, start), line)
  const body = takeUnits(takeNumber(all.slice(start), line), line)
  const comma = body.findIndex((word) => word.comma)
  const segments = splitAtCommas(body)
  if (segments.length === 0) return line
  if (comma < 0 || segments.length === 1) {
    const single = segments[0]
    if (line.number === '' && open && !looksLikeStreet(single)) line.city = joinWords(single)
    else splitAtType(single, line, open)
    return line
  }
  const street = segments[0]
  const last = segments.at(-1)!
  splitAtType(street, line, false)
  takeLooseDirection(segments[1], line)
  for (const segment of segments.slice(1)) {
    if (
      line.unit === '' &&
      segment.length === 1 &&
      isBareUnit(segment[0]) &&
      (segment !== last || /\d/.test(segment[0].text))
    )
      line.unit = segment[0].text
  }
  if (last.length > 1 || line.unit !== last[0]?.text) line.city = joinWords(last)
  return line
}

/** `M Street, NW, Washington`: a direction behind a comma still belongs to the street. */
function takeLooseDirection(segment: Word[], line: StreetLine): void {
  const two = segment.length > 1 && /^[ns]\.?$/i.test(segment[0].text) && /^[ew]\.?$/i.test(segment[1].text)
  if (!two && !/^[ns][ew]$/.test(segment[0].key) && !(segment.length === 1 && DIRECTIONS.has(segment[0].key))) return
  for (const word of segment.splice(0, two ? 2 : 1)) line.street += ` ${word.text.replace(/\.$/, '')}`
}

function splitAtCommas(body: Word[]): Word[][] {
  const segments: Word[][] = []
  let open = false
  for (const word of body) {
    if (!open) segments.push([])
    segments.at(-1)!.push(word)
    open = !word.comma
  }
  return segments
}

/** Names before the house number belong to the recipient: start at the first number that a street can follow. */
function streetStart(line: Word[]): number {
  for (let i = 0; i < line.length; i++) {
    const word = line[i]
    const before = line[i - 1]
    if (!isNumber(word) && !(i === 0 && NUMBER_WORDS.has(word.key))) continue
    if (before !== undefined && (UNITS.has(before.key) || NUMBERED.has(before.key) || ROUTE_WORDS.has(before.key))) {
      const house = NUMBERED.has(before.key) && opensStreet(line, i)
      if (!house && !(before.key === '#' && i === 1)) continue
    }
    if (i + 1 < line.length && !(word.comma && i > 0)) return i
  }
  return 0
}

/** `Office Building 300 N Salisbury St`: the number is the street's where a direction or a type follows it. */
function opensStreet(line: Word[], at: number): boolean {
  if (line[at].comma) return false
  for (let i = at + 1; i < line.length && i < at + 5; i++) {
    if (i === at + 1 ? DIRECTIONS.has(line[i].key) : TYPES.has(line[i].key)) return true
    if (line[i].comma) return false
  }
  return false
}

function isNumber(word: Word): boolean {
  return /^\d/.test(word.text)
    ? /^\d+(?:[-/]?\w{0,6})?(?:-\d+)?$/.test(word.text) && !/^\d+(?:st|nd|rd|th)$/i.test(word.text)
    : /^[NSEW]\d+[NSEW]?\d*$/i.test(word.text)
}

function takeNumber(line: Word[], into: StreetLine): Word[] {
  const first = line[0]
  if (first === undefined || line.length < 2 || (!isNumber(first) && !NUMBER_WORDS.has(first.key))) return line
  if (first.comma || (TYPES.has(line[1].key) && (line.length === 2 || line[1].comma))) return line
  let used = 1
  while (used < line.length - 1 && (/^\d\/\d$/.test(line[used].text) || /^[NSEW]\d+$/i.test(line[used].text))) used++
  const letter = line[used]
  if (used < line.length - 2 && /^[a-z]\.?$/i.test(letter.text) && !DIRECTIONS.has(letter.key) && !letter.comma) {
    const next = line[used + 1]
    if (
      DIRECTIONS.has(next.key) ||
      (!TYPES.has(next.key) && !WEAK_TYPES.has(next.key) && !/^[a-z]\.?$/i.test(next.text))
    )
      used++
  }
  into.number = joinWords(line.slice(0, used))
  return line.slice(used)
}

function isBareUnit(word: Word): boolean {
  return /\d/.test(word.text) ? word.text.length <= 8 : BARE_UNITS.has(word.key) || /^[a-z](?:-?\d+)?$/i.test(word.text)
}

function looksLikeStreet(line: Word[]): boolean {
  if (line.length === 0) return false
  if (PRE_TYPES.has(line[0].key) && line.length > 1 && /^#|\d/.test(line[1].text)) return true
  return line.some(
    (word, i) =>
      (i > 0 && TYPES.has(word.key) && !isSaint(line, i)) ||
      (ROUTE_WORDS.has(word.key) && /^\d/.test(line[i + 1]?.text ?? '')),
  )
}

/** Find where the street ends by its type; what follows is a unit or, where the line is open, the city. */
function splitAtType(line: Word[], into: StreetLine, open: boolean): void {
  let end = routeEnd(line) ?? typeEnd(line)
  if (end < 0) end = open && line.length > 1 ? cityStart(line) : untypedEnd(line)
  if (end < line.length && DIRECTIONS.has(line[end].key) && endsWithDirection(line, end, open)) {
    end++
    if (end < line.length && /^[nsew]\.?$/i.test(line[end - 1].text) && /^[ew]\.?$/i.test(line[end].text)) end++
  }
  into.street = line
    .slice(0, end)
    .map((word) => word.text.replace(/\.$/, ''))
    .join(' ')
  let rest = line.slice(end)
  if (rest.length > 0 && into.unit === '' && isUnitId(rest[0]) && (rest.length === 1 || /\d/.test(rest[0].text))) {
    into.unit = rest[0].text
    rest = rest.slice(1)
  }
  if (rest.length === 0) return
  if (open || (end > 1 && isCityLike(rest))) into.city = joinWords(rest)
  else into.street += ` ${rest.map((word) => word.text.replace(/\.$/, '')).join(' ')}`
}

/** One to three words of letters behind a whole street, without any sign of a building, are a city. */
function isCityLike(rest: Word[]): boolean {
  if (rest.length > 3) return false
  return rest.every(
    (word) =>
      (/^\p{L}{4,}$/u.test(word.text) || CITY_STARTS.has(word.key)) &&
      !WEAK_TYPES.has(word.key) &&
      !TYPES.has(word.key) &&
      !OTHER_UNITS.has(word.key) &&
      !BARE_UNITS.has(word.key),
  )
}

/** Where nothing follows and no type is written, a last word with digits is a unit (`West Bryn Mawr 211`). */
function untypedEnd(line: Word[]): number {
  const last = line.at(-1)!
  return line.length > 1 &&
    /^\d+[a-z]?$/i.test(last.text) &&
    !ROUTE_WORDS.has(line.at(-2)!.key) &&
    !DIRECTIONS.has(line.at(-2)!.key)
    ? line.length - 1
    : line.length
}

/** A direction after the type belongs to the street unless it opens the city (`blvd W Palm Beach`). */
function endsWithDirection(line: Word[], end: number, open: boolean): boolean {
  if (!open) return true
  const rest = line.slice(end + 1, end + 3).map((word) => word.key)
  const cities = DIRECTION_CITIES.get(line[end].key[0]) ?? []
  return rest.length > 0 && !cities.includes(rest[0]) && !cities.includes(rest.join(' '))
}

/** `Highway 63`, `US Hwy No. 202`, `County Road KK`, `Avenue H`: the name follows the type. */
function routeEnd(line: Word[]): number | null {
  let i = 0
  if (i < line.length && DIRECTIONS.has(line[i].key)) i++
  const from = i
  while (i < line.length && ROUTE_WORDS.has(line[i].key)) i++
  if (i === from && line[i] !== undefined && /^ave(?:nue)?$/.test(line[i].key)) i++
  if (i === from || i >= line.length) return null
  if (line[i].key === 'of' && i + 2 < line.length) return i + (line[i + 1].key === 'the' ? 3 : 2)
  if (/^\d+\w?$/.test(line[i].text) || /^[a-z]{1,2}$/i.test(line[i].text)) {
    if (TYPES.has(line[i + 1]?.key)) return null
    return i + 1
  }
  return null
}

/** The index behind the street's type, or -1 where none is found. */
function typeEnd(line: Word[]): number {
  let at = -1
  for (let i = 1; i < line.length && at < 0; i++) if (TYPES.has(line[i].key) && !isSaint(line, i)) at = i
  if (at < 0) for (let i = 1; i < line.length && at < 0; i++) if (WEAK_TYPES.has(line[i].key)) at = i
  if (at < 0) return -1
  let end = at + 1
  for (;;) {
    const next = line[end]
    if (next === undefined) return end
    if (TYPES.has(next.key) && !isSaint(line, end)) end++
    else if (
      DIRECTIONS.has(next.key) &&
      line[end + 1] !== undefined &&
      TYPES.has(line[end + 1].key) &&
      !isSaint(line, end + 1)
    )
      end += 2
    else return end
  }
}

function isSaint(line: Word[], i: number): boolean {
  return line[i].key === 'st' && !line[i].comma && SAINTS.has(line[i + 1]?.key ?? '')
}

/** Without a street type the city is the last word, or two where they go together (`San Jose`, `Oak Park`). */
function cityStart(line: Word[]): number {
  let start = line.length - 1
  if (start > 1 && (CITY_ENDS.has(line[start].key) || CITY_STARTS.has(line[start - 1].key))) start--
  return start
}
