import { isUtf8 } from 'node:buffer'
import jschardet from 'jschardet'
import { decodeSurrogates } from './decode-surrogates.ts'

/** Encodings of other scripts that the detector tells reliably; anything else that is not Unicode is read as Windows-1252. */
const OTHER_SCRIPTS = new Map([
  ['SHIFT_JIS', 'shift_jis'],
  ['EUC-JP', 'euc-jp'],
  ['GB2312', 'gb18030'],
  ['GB18030', 'gb18030'],
  ['BIG5', 'big5'],
  ['EUC-KR', 'euc-kr'],
  ['WINDOWS-1251', 'windows-1251'],
  ['KOI8-R', 'koi8-r'],
])

/**
 * Encoding of a text file from its first bytes: a byte order mark, else zero bytes in every other place (UTF-16), else
 * UTF-8 if it is that (or nearly: a line or two in another encoding), else another script, else Windows-1252.
 */
export function detectEncoding(head: Buffer): string {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const wide = detectWide(head)
  if (wide) return wide
  const whole = head.subarray(0, head.lastIndexOf(10) + 1 || head.length)
  if (isUtf8(whole) || isMostlyUtf8(whole)) return 'utf-8'
  const guess = jschardet.detect(whole.subarray(0, 65_536))
  const other = OTHER_SCRIPTS.get(guess.encoding?.toUpperCase() ?? '')
  return other && guess.confidence >= 0.9 ? other : 'windows-1252'
}

function detectWide(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  let even = 0
  let odd = 0
  const length = Math.min(head.length, 4096) & ~1
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  const half = length / 2
  if (half < 2) return null
  if (odd > half * 0.6 && even < half * 0.05) return 'utf-16le'
  return even > half * 0.6 && odd < half * 0.05 ? 'utf-16be' : null
}

/** Enough lines with bytes beyond ASCII are sound UTF-8, which in other encodings hardly ever happens by chance. */
function isMostlyUtf8(bytes: Buffer): boolean {
  let sound = 0
  let broken = 0
  for (let from = 0; from < bytes.length;) {
    const lf = bytes.indexOf(10, from)
    const end = lf < 0 ? bytes.length : lf + 1
    const line = bytes.subarray(from, end)
    if (!isUtf8(line) && decodeSurrogates(line) === null) broken++
    else if (line.some((byte) => byte >= 0x80)) sound++
    from = end
  }
  return sound * 4 > broken
}
