import titleWords from './title-words.json' with { type: 'json' }

const CAPITALS = new Set(titleWords.capitals)
const SMALL = new Set(titleWords.small)

/** A title typed in one case, as it is usually written: `VP, MARKETING` → `VP, Marketing`. Mixed case is left alone. */
export function caseTitle(text: string): string {
  const upper = text.toUpperCase()
  const shouting = text === upper
  if (!shouting && text !== text.toLowerCase()) return text
  if (text === upper && text === text.toLowerCase()) return text
  if (shouting && text.length <= 4) return text
  let first = true
  return text.replaceAll(/[\p{L}\p{M}\p{N}&'’.]+/gu, (word) => {
    const opens = first
    first = false
    return caseWord(word, opens)
  })
}

function caseWord(word: string, opens: boolean): string {
  const upper = word.toUpperCase()
  if (CAPITALS.has(upper.replace(/\.+$/, ''))) return upper
  if (/^(?:\p{L}\.)+\p{L}?$/u.test(word)) return upper
  const lower = word.toLowerCase()
  if (!opens && SMALL.has(lower)) return lower
  const letter = String.fromCodePoint(lower.codePointAt(0)!)
  return letter.toUpperCase() + lower.slice(letter.length)
}
