import anyAscii from 'any-ascii'

const PLAIN = /^[\x20-\x7e]*$/
const JOINED = /['’ʼ`´]/g
const GAPS = /[^a-z0-9]+/

/** Lower-case ASCII form of a text, for comparison only: `Müller` and `Mueller` stay apart, `Éloïse` and `Eloise` meet. */
export function latinKey(text: string): string {
  return (PLAIN.test(text) ? text : anyAscii(text)).toLowerCase()
}

/** The words of a text in comparison form. Apostrophes join (`O'Brien` is one word), every other sign separates. */
export function keyWords(text: string): string[] {
  const words = latinKey(text).replace(JOINED, '').split(GAPS)
  return words.filter((word) => word !== '')
}
