/** What a decision says, and its number. */
export type Said = { number: number; verdict: 'one' | 'two'; a: readonly string[]; b: readonly string[] }

/**
 * The newest decision that another one contradicts, through whatever chain: two that are two would be one. Null when all of them
 * can be obeyed.
 */
export function findClash(decisions: readonly Said[], next: Omit<Said, 'number'>): number | null {
  const all = [...decisions, { ...next, number: 0 }]
  const parent = new Map<string, string>()
  const find = (digest: string): string => {
    const above = parent.get(digest) ?? digest
    if (above === digest) return digest
    const root = find(above)
    parent.set(digest, root)
    return root
  }
  for (const { verdict, a, b } of all)
    if (verdict === 'one') for (const digest of [...a, ...b]) parent.set(find(digest), find(a[0]))
  for (const { verdict, a, b, number } of all) {
    if (verdict === 'one') continue
    const roots = new Set(a.map(find))
    const shared = new Set(b.map(find).filter((root) => roots.has(root)))
    if (shared.size === 0) continue
    if (number !== 0) return number
    const joined = decisions.filter((one) => one.verdict === 'one' && one.a.some((digest) => shared.has(find(digest))))
    return joined.at(-1)?.number ?? 0
  }
  return null
}
