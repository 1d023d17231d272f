const PRINTABLE_ASCII = /^[!-~]+(?: [!-~]+)*$/
/** Marks that show nothing: soft hyphen, zero-width and bidirectional controls, byte order mark, replacement character. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffd]|\ufe0e|\ufe0f/g
const WHITE = /[\s\p{Cc}\p{Z}]+/gu

/**
 * The readable text of a cell: no control or invisible characters, no broken surrogates, white space as single spaces,
 * Unicode composed (NFC). Linear in the length; plain ASCII costs one test.
 */
export function plainText(raw: string): string {
  if (PRINTABLE_ASCII.test(raw)) return raw
  return raw.toWellFormed().replace(INVISIBLE, '').replace(WHITE, ' ').trim().normalize('NFC')
}
