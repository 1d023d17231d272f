const LEAST_JARO = 0.83 // what Jaro alone must be for Jaro–Winkler to reach 0.9 with the full prefix bonus

/** The letters a word has, one bit each; digits share the last six bits. */
export function letterSet(word: string): number {
  let set = 0
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    set |= code >= 97 && code <= 122 ? 1 << (code - 97) : 1 << (26 + (code % 6))
  }
  return set >>> 0
}

/**
 * Whether two words cannot be similar, judged by their letters alone: at least two letters of the shorter are missing in
 * the longer (so it is no prefix of it and not one edit away), and too few are left for Jaro–Winkler 0.9.
 */
export function areFarApart(lettersA: number, lettersB: number, lengthA: number, lengthB: number): boolean {
  if (lengthA < 3 || lengthB < 3) return false
  const missingA = countBits(lettersA & ~lettersB)
  const missingB = countBits(lettersB & ~lettersA)
  if ((lengthA <= lengthB ? missingA : missingB) < 2) return false
  const matches = Math.min(lengthA - missingA, lengthB - missingB)
  return (matches / lengthA + matches / lengthB + 1) / 3 < LEAST_JARO
}

function countBits(set: number): number {
  let bits = set - ((set >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
