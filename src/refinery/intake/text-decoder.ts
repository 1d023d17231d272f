import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { decodeSurrogates } from './decode-surrogates.ts'

/** Stands in decoded text for bytes that are none; a noncharacter, so that no file holds it by right. */
export const UNDECODABLE = '\uFFFE'

const LF = 10
const CR = 13
const MAX_CARRY = 1 << 20
const UNDEFINED_IN_1252 = /[\u0081\u008D\u008F\u0090\u009D\uFFFD]/g

export type Decoder = { write(bytes: Buffer): string; end(): string }

/**
 * A decoder from bytes in pieces to text, its byte order mark dropped. `utf-8` is forgiving line by line: a line that is not
 * UTF-8 is read as Windows-1252 (files put together from two systems are common), and what that cannot read either
 * becomes `UNDECODABLE`.
 */
export function createDecoder(encoding: string): Decoder {
  if (encoding === 'utf-8') return utf8Decoder()
  if (encoding === 'windows-1252') return mapped(iconv.getDecoder(encoding), markUndefined)
  return mapped(iconv.getDecoder(encoding, { stripBOM: true }), (text) => text.replaceAll('\uFFFD', UNDECODABLE))
}

function mapped(decoder: iconv.DecoderStream, change: (text: string) => string): Decoder {
  return { write: (bytes) => change(decoder.write(bytes)), end: () => change(decoder.end() ?? '') }
}

function markUndefined(text: string): string {
  return text.replace(UNDEFINED_IN_1252, UNDECODABLE)
}

function utf8Decoder(): Decoder {
  let carry: Buffer = Buffer.alloc(0)
  let first = true
  const decode = (bytes: Buffer) => {
    const text = isUtf8(bytes) ? bytes.toString('utf8') : decodeLines(bytes)
    const out = first && text.startsWith('\uFEFF') ? text.slice(1) : text
    if (bytes.length > 0) first = false
    return out
  }
  return {
    write: (bytes) => {
      const all = carry.length === 0 ? bytes : Buffer.concat([carry, bytes])
      const cut = Math.max(all.lastIndexOf(LF), all.lastIndexOf(CR)) + 1
      // Whole lines at a time, so that how the file was cut into pieces changes nothing; a line beyond 1 MB is refused anyway.
      const end = cut === 0 && all.length > MAX_CARRY ? wholeCharacters(all) : cut
      carry = all.subarray(end)
      return decode(all.subarray(0, end))
    },
    end: () => decode(carry),
  }
}

/** Length without a character cut off at the end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return bytes.length - back
    if (byte < 0x80) break
  }
  return bytes.length
}

function decodeLines(bytes: Buffer): string {
  let out = ''
  let from = 0
  while (from < bytes.length) {
    const lf = bytes.indexOf(LF, from)
    const cr = bytes.indexOf(CR, from)
    const end = Math.min(lf < 0 ? bytes.length : lf + 1, cr < 0 ? bytes.length : cr + 1)
    const line = bytes.subarray(from, end)
    out += isUtf8(line)
      ? line.toString('utf8')
      : (decodeSurrogates(line) ?? markUndefined(iconv.decode(line, 'windows-1252')))
    from = end
  }
  return out
}
