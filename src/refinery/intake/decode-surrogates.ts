import { isUtf8 } from 'node:buffer'

/** Halves of UTF-16 that were written as if each were a character (CESU-8); one alone is none. */
const SURROGATES = /\xED([\xA0-\xAF])([\x80-\xBF])\xED([\xB0-\xBF])([\x80-\xBF])|\xED[\xA0-\xBF][\x80-\xBF]/g

/** A line that is UTF-8 but for such halves: pairs become their character, one alone U+FFFD. Null for any other. */
export function decodeSurrogates(line: Buffer): string | null {
  const mended = line.toString('latin1').replace(SURROGATES, (_, ...halves: (string | undefined)[]) => {
    const [a, b, c, d] = halves.slice(0, 4).map((half) => half?.charCodeAt(0) ?? 0)
    if (a === 0) return '\xEF\xBF\xBD'
    const [high, low] = [((a & 0x0f) << 6) | (b & 0x3f), ((c & 0x0f) << 6) | (d & 0x3f)]
    return Buffer.from(String.fromCodePoint(0x10000 + (high << 10) + low)).toString('latin1')
  })
  const bytes = Buffer.from(mended, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : null
}
