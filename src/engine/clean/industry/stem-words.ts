/** Words that titles of industries have in common. */
const COMMON = new Set(
  'and or of the for in to other all not elsewhere classified except industry industries sector company companies business n e c'.split(
    ' ',
  ),
)

/** The words of a text without their endings: `Manufacturing`, `manufacturers` → `manufactur`. English, as the titles are. */
export function stemWords(text: string): string[] {
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^a-z\d]+/)
  return words.filter((word) => word.length > 1 && !COMMON.has(word)).map(stem)
}

function stem(word: string): string {
  if (word.length < 5) return word.replace(/s$/, '')
  return word
    .replace(/ies$/, 'y')
    .replace(/s$/, '')
    .replace(/(?:ing|er|ment|ion|e|y)$/, '')
}
