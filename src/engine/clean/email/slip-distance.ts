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
 * How many slips of the finger make the first word of the second: Damerau's distance with adjacent transpositions (optimal
 * string alignment), in which what fingers do counts 1 and the rest more. A substitution counts 1 between neighbouring keys
 * or between vowels; a letter too many counts 1 if it is in the word anyway or its key is beside its neighbours'.
 * For short words: quadratic.
 */
export function slipDistance(typed: string, meant: string): number {
  let before: number[] = []
  let last = Array.from({ length: meant.length + 1 }, (_, j) => j)
  for (let i = 1; i <= typed.length; i++) {
    const row = [last[0] + added(typed, i - 1, meant)]
    for (let j = 1; j <= meant.length; j++) {
      let best = Math.min(
        last[j] + added(typed, i - 1, meant),
        row[j - 1] + 1,
        last[j - 1] + substituted(typed[i - 1], meant[j - 1]),
      )
      if (i > 1 && j > 1 && typed[i - 1] === meant[j - 2] && typed[i - 2] === meant[j - 1]) {
        best = Math.min(best, before[j - 2] + 1)
      }
      row.push(best)
    }
    before = last
    last = row
  }
  return last[meant.length]
}

function substituted(typed: string, meant: string): number {
  if (typed === meant) return 0
  return NEAR.has(typed + meant) || (VOWELS.has(typed) && VOWELS.has(meant)) ? 1 : 2.5
}

function added(typed: string, at: number, meant: string): number {
  const letter = typed[at]
  if (meant.includes(letter)) return 1
  return NEAR.has(letter + typed[at - 1]) || NEAR.has(letter + typed[at + 1]) ? 1 : 1.5
}
