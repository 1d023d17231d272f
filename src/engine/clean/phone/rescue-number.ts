import type { PlannedNumber } from './national-plan.ts'

/** A number that was found after putting the text right, and how. */
export type RescuedNumber = { number: PlannedNumber; why: string[]; confidence: number }

type Read = (text: string) => PlannedNumber | null
type Rescue = { code: string; confidence: number; attempts: (text: string) => string[] }

const EXTENSION = /[\s,;(]+(?:ext(?:ension|n)?|durchwahl|poste|anexo|interno|option|opt|x)[\s.:#]*(\d{1,7})\)?$/i
const LABEL =
  /^(?:tel(?:ephone|efon|éfono|efono|efoon)?|phone|ph|fon|mobile|mobil|cell|handy|fax|office|work|direct|main|switchboard|t|p|m|c|f|o|d)\b[\s.:#-]*/i
const SECOND =
  /\s*(?:[;|,&\n]|\/{1,2}|\\|\bor\b|\boder\b|\bou\b|\band\b|\bund\b|\bet\b|(?<=\d)\s{2,}|(?<=\d{4}) (?=\+))\s*/i
const KEYPAD = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']

/** What may be wrong with a number that is not valid as it stands, likeliest first. */
const RESCUES: Rescue[] = [
  { code: 'scientific', confidence: 0.8, attempts: expandScientific },
  { code: 'decimal', confidence: 0.95, attempts: (text) => [text.replace(/^(\+?\d{7,15})[.,]0+$/, '$1')] },
  { code: 'label_removed', confidence: 0.98, attempts: (text) => [text.replace(LABEL, '')] },
  { code: 'extension_read', confidence: 0.95, attempts: (text) => [text.replace(EXTENSION, ' ext. $1')] },
  { code: 'trunk_zero_removed', confidence: 0.95, attempts: (text) => [text.replace(/[([]\s*0\s*[)\]]/, ' ')] },
  { code: 'double_zero', confidence: 0.95, attempts: (text) => [text.replace(/^[(\s]*\+?00[)\s]*(?=[1-9])/, '+')] },
  // Mexico dialled 1 before mobile numbers until 2019.
  {
    code: 'old_prefix_removed',
    confidence: 0.9,
    attempts: (text) => [text.replace(/^\+52[ .-]?1[ .-]?(?=\d)/, '+52 ')],
  },
  { code: 'plus_cleaned', confidence: 0.9, attempts: (text) => [text.replace(/^\D*\+\D*/, '+')] },
  { code: 'several_numbers', confidence: 0.9, attempts: takeFirst },
  { code: 'letters_dialled', confidence: 0.9, attempts: dialLetters },
  { code: 'note_removed', confidence: 0.9, attempts: (text) => [text.replace(/[^\d+()./ -]+/g, ' ').trim()] },
  { code: 'plus_added', confidence: 0.5, attempts: addPlus },
]

/**
 * Try one repair after another, then two together, until the numbering plan takes the number; null when none helps.
 * Every attempt is at most as long as the text, and there are at most some hundred of them.
 */
export function rescueNumber(text: string, read: Read): RescuedNumber | null {
  const once = RESCUES.flatMap((rescue) => tryRescue(rescue, text))
  for (const { attempt, rescue } of once) {
    const number = readValid(attempt, read)
    if (number !== null) return { number, why: [rescue.code], confidence: rescue.confidence }
  }
  for (const first of once) {
    for (const second of RESCUES.flatMap((rescue) => tryRescue(rescue, first.attempt))) {
      const number = readValid(second.attempt, read)
      if (number === null || second.rescue === first.rescue) continue
      const confidence = Math.min(first.rescue.confidence, second.rescue.confidence) - 0.1
      return { number, why: [first.rescue.code, second.rescue.code], confidence }
    }
  }
  return null
}

function tryRescue(rescue: Rescue, text: string): { attempt: string; rescue: Rescue }[] {
  return rescue
    .attempts(text)
    .filter((attempt) => attempt !== text && attempt !== '')
    .map((attempt) => ({ attempt, rescue }))
}

/** A valid number that uses the digits of the attempt: the library would read a part of a text, too. */
function readValid(attempt: string, read: Read): PlannedNumber | null {
  const digits = attempt.replace(/\D/g, '').length
  if (digits < 6 || digits > 24) return null
  const number = read(attempt)
  if (number === null || !number.valid) return null
  const used = number.e164.length - 1 + (number.extension?.length ?? 0)
  return digits <= used + 4 ? number : null
}

/** `4.155552671E+9` as spreadsheets write it; only if at most two digits are lost, and those were zeros. */
function expandScientific(text: string): string[] {
  const parts = /^\+?(\d)(?:[.,](\d+))?e\+?(\d{1,2})$/i.exec(text)
  if (parts === null) return []
  const digits = `${parts[1]}${parts[2] ?? ''}`
  const length = Number(parts[3]) + 1
  if (length > 15 || digits.length > length || length - digits.length > 2) return []
  return [digits.padEnd(length, '0')]
}

/** The first of two numbers in a cell: parted by a sign or word, or simply written one after the other. */
function takeFirst(text: string): string[] {
  const pieces = text.split(SECOND).filter((piece) => (piece.match(/\d/g)?.length ?? 0) >= 7)
  const found = pieces.slice(0, 4)
  const digits = text.replace(/\D/g, '')
  if (/^[\d\s().+-]+$/.test(text) && digits.length % 2 === 0 && digits.length >= 14 && digits.length <= 30) {
    const middle = findMiddle(text, digits.length / 2)
    if (readable(text.slice(middle))) found.push(text.slice(0, middle))
  }
  return found
}

function findMiddle(text: string, digits: number): number {
  let seen = 0
  for (let i = 0; i < text.length; i++) {
    if (/\d/.test(text[i])) seen++
    if (seen === digits) return i + 1
  }
  return text.length
}

/** A second number begins after a gap, not in the middle of a group. */
function readable(rest: string): boolean {
  return /^[\s.+(-]/.test(rest) || /^\d+$/.test(rest)
}

/** `1-800-FLOWERS`: the letters on the keys, where there are at least three in a row. */
function dialLetters(text: string): string[] {
  if (!/^[\d\s().+-]{3,}[a-z][a-z\d\s-]*$/i.test(text) || !/[a-z]{3}/i.test(text)) return []
  const dialled = text.replace(/[a-z]/gi, (letter) =>
    String(KEYPAD.findIndex((key) => key.includes(letter.toLowerCase())) + 2),
  )
  const digits = dialled.replace(/\D/g, '')
  // What is dialled beyond the number does not matter: words may be longer.
  const length = digits.startsWith('1') ? 11 : 10
  return digits.length < length ? [] : [digits.slice(0, length)]
}

/** A number with country code but without the plus. */
function addPlus(text: string): string[] {
  const digits = text.replace(/\D/g, '')
  // Grouped as at home it is a national number with a digit too many.
  if (digits.length < 11 || digits.length > 15 || /^(?:\(|0|\d{3}[ .-]\d{3}[ .-])/.test(text)) return []
  return /^[\d\s().-]+$/.test(text) ? [`+${digits}`] : []
}
