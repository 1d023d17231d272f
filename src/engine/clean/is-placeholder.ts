import words from './placeholders.json' with { type: 'json' }

const WORDS = new Set(words)
const LONGEST = Math.max(...words.map((word) => word.length))

/** Does the text only say that there is nothing (`n/a`, `-`, `null`)? */
export function isPlaceholder(text: string): boolean {
  return text.length <= LONGEST && WORDS.has(text.toLowerCase())
}
