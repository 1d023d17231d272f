import anyAscii from 'any-ascii'

const LONGEST = 400
const beyondAscii = /[\u0080-\uffff]/

/**
 * The form in which texts are searched and sorted: Latin letters, lower case, words parted by one space, apostrophes
 * left out ("O’Brien-Müller" → "obrien muller"). At most 400 characters. Empty when nothing is left.
 */
export function foldText(text: string): string {
  const short = text.length > LONGEST ? text.slice(0, LONGEST) : text
  const latin = beyondAscii.test(short) ? anyAscii(short) : short
  return latin
    .toLowerCase()
    .replace(/['`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .slice(0, LONGEST)
    .trim()
}
