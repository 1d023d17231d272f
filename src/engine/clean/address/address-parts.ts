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

/** The words of a line; commas belong to the word before them, `#` stands alone. */
export function toWords(line: string): Word[] {
  const words: Word[] = []
  const spaced = line.includes('#') ? line.replaceAll('#', ' # ') : line
  for (const piece of spaced.replaceAll(',', ', ').split(' ')) {
    let end = piece.length
    while (end > 0 && piece[end - 1] === ',') end--
    if (end === 0) {
      if (piece !== '' && words.length > 0) words.at(-1)!.comma = true
      continue
    }
    const text = piece.slice(0, end)
    words.push({ text, key: wordKey(text), comma: end < piece.length })
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
  return words
    .map((word) => word.text)
    .join(' ')
    .replace(/[.;:]+$/, '')
}
