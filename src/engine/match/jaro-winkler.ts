const LIMIT = 64
const takenA = new Uint8Array(LIMIT)
const takenB = new Uint8Array(LIMIT)

/**
 * Jaro–Winkler similarity, 0–1 (Winkler 1990), with the usual prefix bonus of 0.1 for up to four letters.
 * Only the first 64 letters count.
 */
export function jaroWinkler(first: string, second: string): number {
  const a = first.length > LIMIT ? first.slice(0, LIMIT) : first
  const b = second.length > LIMIT ? second.slice(0, LIMIT) : second
  if (a === b) return 1
  if (a.length === 0 || b.length === 0) return 0
  const matches = markMatches(a, b)
  if (matches === 0) return 0
  const swaps = countTranspositions(a, b)
  const jaro = (matches / a.length + matches / b.length + (matches - swaps / 2) / matches) / 3
  let prefix = 0
  while (prefix < 4 && prefix < a.length && prefix < b.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

function markMatches(a: string, b: string): number {
  takenA.fill(0, 0, a.length)
  takenB.fill(0, 0, b.length)
  const reach = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1)
  let matches = 0
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (takenB[j] === 1 || a.charCodeAt(i) !== b.charCodeAt(j)) continue
      takenA[i] = 1
      takenB[j] = 1
      matches++
      break
    }
  }
  return matches
}

function countTranspositions(a: string, b: string): number {
  let swaps = 0
  let j = 0
  for (let i = 0; i < a.length; i++) {
    if (takenA[i] === 0) continue
    while (takenB[j] === 0) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j)) swaps++
    j++
  }
  return swaps
}
