/** A word as written and its folded form: lower case, without full stops, apostrophes, commas and brackets. */
export type FoldedWord = { written: string; folded: string; afterComma: boolean }

const LETTERS = /^[a-z\d]+$/
const NOISE = /[.,'’()"“”;:]+/g

/** The words of a name, with `&` and `+` read as `and`; words of punctuation only are left out. */
export function foldWords(name: string): FoldedWord[] {
  const words: FoldedWord[] = []
  let afterComma = false
  for (const piece of name.includes(',') ? name.split(/( +|,)/) : name.split(' ')) {
    if (piece === ',') afterComma = true
    const folded = foldWord(piece)
    if (folded === '') continue
    words.push({ written: piece, folded, afterComma })
    afterComma = false
  }
  return words
}

function foldWord(written: string): string {
  const word = written.toLowerCase()
  if (word === '&' || word === '+') return 'and'
  return LETTERS.test(word) ? word : word.normalize('NFC').replace(NOISE, '').trim()
}
