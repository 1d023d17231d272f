/** The name's confidence, held down by the best of what ties it to the world: company, e-mail, phone. Per mille. */
export function overallConfidence(name: number, ties: (number | null)[]): number {
  const best = Math.max(0, ...ties.map((tie) => tie ?? 0))
  return Math.round((name + best) / 2)
}
