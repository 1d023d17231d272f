/** Mixes two 32-bit numbers into one, unsigned (the finaliser of MurmurHash3). Never 0, so that 0 may mean "no key". */
export function mixHash(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b) ^ b
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  h = (h ^ (h >>> 16)) >>> 0
  return h === 0 ? 1 : h
}

/**
 * A 32-bit hash of a text that depends on the text alone, so that whatever is keyed by it does not depend
 * on the order in which texts were met. Not for security; a collision only costs a needless comparison.
 */
export function hashText(text: string, seed = 0x2f0b4c47): number {
  let h = seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mixHash(h, text.length)
}
