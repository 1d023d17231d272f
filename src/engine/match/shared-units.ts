import type { Features } from './record-features.ts'

/** Whether two records occur in one unit, and so are two people, as a unit lists a person once. */
export function shareUnit({ unitStarts, units }: Features, a: number, b: number): boolean {
  let i = unitStarts[a]
  let j = unitStarts[b]
  const endA = unitStarts[a + 1]
  const endB = unitStarts[b + 1]
  if (i === endA || j === endB || units[endA - 1] < units[j] || units[endB - 1] < units[i]) return false
  while (i < endA && j < endB) {
    const x = units[i]
    const y = units[j]
    if (x === y) return true
    if (x < y) i++
    else j++
  }
  return false
}
