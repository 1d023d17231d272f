import rows from './keyboard-rows.json' with { type: 'json' }

const VOWELS = new Set('aeiouy')
const NEAR = new Set<string>()
rows.forEach((row, y) => {
  for (let x = 0; x < row.length; x++) {
    const around = [
      row[x - 1],
      row[x + 1],
      rows[y + 1]?.[x - 1],
      rows[y + 1]?.[x],
      rows[y - 1]?.[x],
      rows[y - 1]?.[x + 1],
    ]
    for (const other of around) if (other !== undefined) NEAR.add(row[x] + other)
  }
})

/**
 * How many slips of the finger lie between two words: Damerau's distance with adjacent transpositions (optimal string
 * alignment), in which a substitution counts 1 between neighbouring keys or between vowels, else 1.5.
 * A first letter is rarely mistaken: another one counts 1 more unless its key is next to it. For short words: quadratic.
 */
export function slipDistance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(
        last[j] + 1,
        row[j - 1] + 1,
        last[j - 1] + substitution(a[i - 1], b[j - 1], i === 1 && j === 1),
      )
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2] + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[b.length]
}

function substitution(a: string, b: string, first: boolean): number {
  if (a === b) return 0
  if (NEAR.has(a + b)) return 1
  if (first) return 2.5
  return VOWELS.has(a) && VOWELS.has(b) ? 1 : 1.5
}
