import { joinWords } from './address-parts.ts'
import type { Word } from './address-parts.ts'
import words from './street-words.json' with { type: 'json' }

const UNITS = new Set(words.units)
const OTHER_UNITS = new Set(words.otherUnits)
const BARE_UNITS = new Set(words.bareUnits)
const TYPES = new Set(words.types)
const ORDINALS = new Set(words.ordinalFloors)

/** What `Suite300` and its like begin with. */
const GLUED_STARTS = 'suaSUA'

type Unit = { unitType: string; unit: string }

/** Take `Suite 300`, `# 4`, `8th Floor` and `Bldg 2` out; the last word before them gets a comma, as they end the street. */
export function takeUnits(body: Word[], into: Unit): Word[] {
  const rest: Word[] = []
  for (let i = 0; i < body.length; i++) {
    const word = body[i]
    const next = body[i + 1]
    const named =
      UNITS.has(word.key) &&
      next !== undefined &&
      (rest.length > 0 || i === 0) &&
      (isUnitId(next) || next.key === '#' || UNITS.has(next.key))
    const glued = GLUED_STARTS.includes(word.text[0]) ? /^(suite|ste|apt|unit)\.?(\d+\w*)$/i.exec(word.text) : null
    const floor =
      next !== undefined &&
      /^(?:floor|flr?|level|fl)$/.test(next.key) &&
      (/^\d+(?:st|nd|rd|th)?$/i.test(word.text) || ORDINALS.has(word.key) || BARE_UNITS.has(word.key))
    if (named && !word.comma) {
      let end = i + 1
      while (end < body.length - 1 && (body[end].key === '#' || UNITS.has(body[end].key)) && !body[end].comma) end++
      const tail = body[end + 1]
      if (!body[end].comma && tail !== undefined && /^[a-z]$/i.test(tail.text) && tail.comma) end++
      addUnit(
        into,
        word.text,
        joinWords(body.slice(i + 1, end + 1).filter((part) => part.key !== '#' && !UNITS.has(part.key))),
      )
      i = end
    } else if (glued !== null) addUnit(into, glued[1], glued[2])
    else if (floor) {
      addUnit(into, next.text, word.text)
      i++
    } else if (
      OTHER_UNITS.has(word.key) &&
      next !== undefined &&
      (/^\d/.test(next.text) || (rest.length > 0 && isUnitId(next)))
    )
      i++
    else if (BARE_UNITS.has(word.key) && rest.length > 1 && TYPES.has(rest.at(-1)!.key)) addUnit(into, '', word.text)
    else {
      rest.push(word)
      continue
    }
    if (rest.length > 0) rest[rest.length - 1] = { ...rest.at(-1)!, comma: true }
  }
  return rest
}

function addUnit(into: Unit, type: string, id: string): void {
  if (into.unitType === '') into.unitType = type.replace(/\.$/, '')
  into.unit = into.unit === '' ? id : `${into.unit} ${id}`
}

/** May the word name a unit: digits, or a letter? */
export function isUnitId(word: Word): boolean {
  return /\d/.test(word.text) || /^[a-z](?:-[a-z])?\.?$/i.test(word.text)
}
