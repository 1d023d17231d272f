/** One line of a comparison. */
export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string }

/** Most lines of a policy: a comparison takes the product of both in memory. */
export const MOST_LINES = 3000

/**
 * Compares two texts line by line by a longest common subsequence; removed lines come before the added ones that stand in
 * their place. Texts of at most `MOST_LINES` lines each.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return [
    ...a.slice(0, start).map((text) => ({ kind: 'same' as const, text })),
    ...diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map((text) => ({ kind: 'same' as const, text })),
  ]
}

function linesOf(text: string): string[] {
  return text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n')
}

function diffMiddle(a: string[], b: string[]): DiffLine[] {
  const width = b.length + 1
  const longest = longestCommon(a, b)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] ?? '' })
      i++
      j++
      continue
    }
    const removes =
      j === b.length || (i < a.length && (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))
    lines.push(removes ? { kind: 'removed', text: a[i++] ?? '' } : { kind: 'added', text: b[j++] ?? '' })
  }
  return lines
}

/** For each pair of rests, how many lines they have in common, in order. */
function longestCommon(a: string[], b: string[]): Uint16Array {
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const best = Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0)
      longest[i * width + j] = a[i] === b[j] ? (longest[(i + 1) * width + j + 1] ?? 0) + 1 : best
    }
  }
  return longest
}
