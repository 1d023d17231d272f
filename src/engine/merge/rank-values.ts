/** One statement that a field has a value. */
export type Statement<Value> = {
  value: Value
  /** The text two statements must share to be about the same value. */
  key: string
  /** Tells apart ways of writing the same value; among equally sure ones the first by code unit is kept. */
  form?: string
  /** ISO date of the newest statement, or null when undated. */
  seen: string | null
  sources: readonly number[]
  /** Confidence of the cleaning, per mille. */
  sure: number
}

/** A value with everything said for it. */
export type Ranked<Value> = {
  value: Value
  key: string
  seen: string | null
  /** Sources that say so, how many, and what they weigh: log-odds in thousandths. */
  sources: ReadonlySet<number>
  support: number
  weight: number
  /** Sources that say something else, and not this, and what they weigh. */
  others: number
  against: number
  sure: number
}

type Weigh = (sources: Iterable<number>) => number

/** What decides first between two values: how many say so, or how recently. */
export type Preference = 'support' | 'recency'

/**
 * Groups statements by value and ranks the values, best first: by recency and weight in the order asked for,
 * then by the cleaning's confidence, then by text, so that the order of the statements never matters.
 */
export function rankValues<Value>(
  statements: readonly Statement<Value>[],
  { preference, weigh }: { preference: Preference; weigh: Weigh },
): Ranked<Value>[] {
  const groups = new Map<string, { best: Statement<Value>; sources: Set<number>; seen: string | null }>()
  const everyone = new Set<number>()
  for (const statement of statements) {
    const group = groups.get(statement.key)
    for (const source of statement.sources) everyone.add(source)
    if (!group) {
      groups.set(statement.key, { best: statement, sources: new Set(statement.sources), seen: statement.seen })
      continue
    }
    for (const source of statement.sources) group.sources.add(source)
    group.seen = newest(group.seen, statement.seen)
    if (isBetterForm(statement, group.best)) group.best = statement
  }
  const ranked = [...groups.values()].map(({ best, sources, seen }) => {
    const others = [...everyone].filter((source) => !sources.has(source))
    const [support, weight, against] = [sources.size, weigh(sources), others.length === 0 ? 0 : weigh(others)]
    return {
      value: best.value,
      key: best.key,
      seen,
      sources,
      support,
      weight,
      others: others.length,
      against,
      sure: best.sure,
    }
  })
  return ranked.sort((a, b) => compareRanked(a, b, preference))
}

function isBetterForm<Value>(a: Statement<Value>, b: Statement<Value>): boolean {
  if (a.sure !== b.sure) return a.sure > b.sure
  return (a.form ?? a.key) < (b.form ?? b.key)
}

/** The later of two ISO dates; a date beats none. */
export function newest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}

/** The earlier of two ISO dates; a date beats none. */
export function oldest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

/** Order of texts by UTF-16 code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function compareRanked<Value>(a: Ranked<Value>, b: Ranked<Value>, preference: Preference): number {
  const recency = compareText(b.seen ?? '', a.seen ?? '')
  const support = b.weight - a.weight
  const [first, second] = preference === 'recency' ? [recency, support] : [support, recency]
  return first || second || b.sure - a.sure || compareText(a.key, b.key)
}
