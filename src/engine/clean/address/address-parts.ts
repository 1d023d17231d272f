/** The parts of a postal address; `''` when absent. */
export type AddressParts = {
  number: string
  street: string
  /** How the unit is called where it was written (`Suite`), for the line only. */
  unitType: string
  unit: string
  box: string
  city: string
  region: string
  postcode: string
  country: string
}

/** An address without any part. */
export const noParts: AddressParts = {
  number: '',
  street: '',
  unitType: '',
  unit: '',
  box: '',
  city: '',
  region: '',
  postcode: '',
  country: '',
}

/** One word of an address line. */
export type Word = {
  /** As written, without the commas around it. */
  text: string
  /** Lower case without dots, to look up. */
  key: string
  /** Does a comma follow? */
  comma: boolean
}

const SPACE = 32
const HASH = 35
const COMMA = 44

/** The words of a line; commas belong to the word before them, `#` stands alone. */
export function toWords(line: string): Word[] {
  const words: Word[] = []
  let from = -1
  for (let i = 0; i <= line.length; i++) {
    const code = i < line.length ? line.charCodeAt(i) : SPACE
    if (code !== SPACE && code !== COMMA && code !== HASH) {
      if (from < 0) from = i
      continue
    }
    if (from >= 0) {
      const text = line.slice(from, i)
      words.push({ text, key: wordKey(text), comma: false })
      from = -1
    }
    if (code === COMMA && words.length > 0) words[words.length - 1].comma = true
    else if (code === HASH) words.push({ text: '#', key: '#', comma: false })
  }
  return words
}

/** A word or phrase as the tables spell it. */
export function wordKey(text: string): string {
  const lower = text.toLowerCase()
  return lower.includes('.') ? lower.replaceAll('.', '') : lower
}

/** Words as text again, without the full stop that ends a line. */
export function joinWords(words: Word[]): string {
  let text = ''
  for (const word of words) text = text === '' ? word.text : `${text} ${word.text}`
  return '.;:'.includes(text.at(-1) ?? ' ') ? text.replace(/[.;:]+$/, '') : text
}
