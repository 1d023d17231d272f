import currencies from './currencies.json' with { type: 'json' }
import { readNumber } from './read-number.ts'
import words from './size-words.json' with { type: 'json' }

/** What a text says of an amount. `max` is null where it is open (`1,000+`), `min` 0 where only the top is told. */
export type Range = {
  min: number
  max: number | null
  /** Only one number was written. */
  single: boolean
  /** Its mark stood there (`''` where several countries share it and none is usual), or null. */
  currency: string | null
  why: string[]
}

type Token = { text: string; key: string; kind: 'number' | 'unit' | 'money' | 'word' }

const UNITS = new Map(Object.entries(words.units))
const MONEY = new Map(Object.entries(currencies.marks))
const LESS = new Set(words.less)
const MORE = new Set(words.more)
const ABOUT = new Set(words.about)
const BETWEEN = new Set(words.between)
const NOISE = new Set(words.noise)
const TOKEN =
  /(\d(?:[\d.,'’_]*\d)?(?:e\+?\d{1,2}(?![\d\p{L}]))?(?: \d{3}(?!\d))*)|((?:u\.?s\.?|au?|ca?|nz|hk|sg?|r|mx|nt|cn)?[$¥]|u\$s|\p{Sc})|(\p{L}+)|([<>]=?|[≤≥~≈+-])|[^\s]/giu

/**
 * Read a number or a range of two: `51-200`, `$1M to $5M`, `über 10 Mio. €`, `1,000+`, `~250`. Null where there is no number,
 * there are more than two, or something stands there that is neither number nor a word that goes with one.
 */
export function readRange(text: string): Range | null {
  const tokens = scan(text)
  if (tokens === null) return null
  const numbers = readNumbers(tokens)
  if (numbers === null || numbers.length === 0 || numbers.length > 2) return null
  const marks = [...new Set(tokens.filter(({ kind }) => kind === 'money').map(({ key }) => MONEY.get(key) ?? ''))]
  if (marks.length > 1) return null
  const found = { currency: marks[0] ?? null, single: numbers.length === 1, why: about(tokens) }
  if (numbers.length === 1) return { ...found, ...readLimit(tokens, numbers[0]) }
  const [min, max] = numbers
  if (min <= max) return { ...found, min, max }
  return { ...found, min: max, max: min, why: [...found.why, 'turned_round'] }
}

function scan(text: string): Token[] | null {
  const tokens: Token[] = []
  const folded = text
    .toLowerCase()
    .replace(/[–—−‐‑]/g, '-')
    .replace(/ł/g, 'l')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
  for (const [word, number, money, letters, sign] of folded.matchAll(TOKEN)) {
    if (number !== undefined) tokens.push({ text: number, key: number, kind: 'number' })
    else if (money !== undefined) tokens.push({ text: word, key: money.replace(/\.(?=.)/g, ''), kind: 'money' })
    else if (letters !== undefined) pushWord(tokens, letters)
    else if (sign !== undefined) tokens.push({ text: sign, key: sign, kind: 'word' })
    else if (!/[.,;:()[\]/"']/.test(word)) return null
  }
  return tokens.some(isUnread) ? null : tokens
}

function pushWord(tokens: Token[], key: string): void {
  const afterNumber =
    tokens.at(-1)?.kind === 'number' || (tokens.at(-1)?.kind === 'money' && tokens.at(-2)?.kind === 'number')
  if (MONEY.has(key)) tokens.push({ text: key, key, kind: 'money' })
  if (UNITS.has(key) && afterNumber) tokens.push({ text: key, key, kind: 'unit' })
  else if (!MONEY.has(key)) tokens.push({ text: key, key, kind: 'word' })
}

function isUnread({ key, kind }: Token): boolean {
  if (kind !== 'word') return false
  return ![LESS, MORE, ABOUT, BETWEEN, NOISE].some((set) => set.has(key)) && key !== '+' && key !== 'k'
}

/** The numbers with their units; a unit at the end of a range goes for both (`1-5M`) unless the first would be the larger. */
function readNumbers(tokens: Token[]): number[] | null {
  const found: { value: number; unit: number | null }[] = []
  for (const [i, { text, kind }] of tokens.entries()) {
    if (kind !== 'number') continue
    let unit: number | null = null
    for (let next = i + 1; next < tokens.length && next <= i + 3 && tokens[next].kind !== 'number'; next++) {
      const { key, kind: following } = tokens[next]
      if (following === 'unit') unit = (unit ?? 1) * UNITS.get(key)!
      else if (following !== 'money') break
    }
    const value = readNumber(text, { scaled: unit !== null })
    if (value === null) return null
    found.push({ value, unit })
  }
  const last = found.at(-1)?.unit ?? null
  return found.map(({ value, unit }) =>
    Number((value * (unit ?? (value <= (found.at(-1)?.value ?? 0) ? last : 1) ?? 1)).toPrecision(15)),
  )
}

function readLimit(tokens: Token[], value: number): { min: number; max: number | null } {
  const at = tokens.findIndex(({ kind }) => kind === 'number')
  const before = tokens.slice(0, at).map(({ key }) => key)
  const after = tokens.slice(at + 1).map(({ key }) => key)
  if (after.includes('+') || after.includes('plus') || before.some((key) => MORE.has(key)))
    return { min: value, max: null }
  if (after.includes('more') || after.includes('mehr') || after.includes('over') || after.includes('above'))
    return { min: value, max: null }
  if (before.some((key) => LESS.has(key))) return { min: 0, max: value }
  return { min: value, max: value }
}

function about(tokens: Token[]): string[] {
  return tokens.some(({ key, kind }) => kind === 'word' && ABOUT.has(key)) ? ['approximate'] : []
}
