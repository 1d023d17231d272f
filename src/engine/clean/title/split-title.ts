import anyAscii from 'any-ascii'

/** Between two segments of a title (`Director, Sales`). */
export const BREAK = ''

const BREAKS = new Set(Array.from(',;:/|+()[]', (char) => char.charCodeAt(0)))
const DOT = 46
const DASH = 45
const AMPERSAND = 38

/**
 * The words of a title in lower-case ASCII, with `BREAK` between segments and `&` on its own.
 * Hyphens inside words part them (`co-founder` is two words); dots inside abbreviations vanish (`V.P.` is `vp`).
 */
export function splitTitle(text: string): string[] {
  const folded = fold(text)
  const tokens: string[] = []
  let word = ''
  for (let i = 0; i <= folded.length; i++) {
    const code = i < folded.length ? folded.charCodeAt(i) : 0
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      word += folded[i]
      continue
    }
    if (code === DOT && isAbbreviation(folded, i)) continue
    if (word !== '') tokens.push(word)
    word = ''
    if (code === AMPERSAND) tokens.push('&')
    else if (BREAKS.has(code) || (code === DASH && isLoose(folded, i))) {
      if (tokens.length > 0 && tokens.at(-1) !== BREAK) tokens.push(BREAK)
    }
  }
  return tokens
}

function fold(text: string): string {
  const ascii = /^[\0-\x7f]*$/.test(text) ? text : anyAscii(text.replaceAll(/[–—−]/g, ' - '))
  return ascii.toLowerCase()
}

function isAbbreviation(text: string, dot: number): boolean {
  return isLetter(text, dot - 1) && isLetter(text, dot + 1) && !isLetter(text, dot - 2)
}

function isLetter(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 97 && code <= 122
}

function isLoose(text: string, index: number): boolean {
  return text[index - 1] === ' ' || text[index + 1] === ' ' || index === 0
}
