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
  support: number
  sure: number
  confidence: number
}

/** What decides first between two values: how many say so, or how recently. */
export type Preference = 'support' | 'recency'

/**
 * Groups statements by value and ranks the values, best first: by recency and support in the order asked for,
 * then by the cleaning's confidence, then by text, so that the order of the statements never matters.
 */
export function rankValues<Value>(statements: readonly Statement<Value>[], preference: Preference): Ranked<Value>[] {
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
    const confidence = agreement({ sure: best.sure, support: sources.size, others: everyone.size - sources.size })
    return { value: best.value, key: best.key, seen, support: sources.size, sure: best.sure, confidence }
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

/**
 * Confidence per mille that a value is right: each supporting source leaves 40 % of the doubt that cleaning left,
 * and sources that say something else share the rest. Only +, −, × and ÷ on doubles: the same on every machine.
 */
function agreement(said: { sure: number; support: number; others: number }): number {
  let doubt = 1
  const trust = (said.sure / 1000) * 0.6
  for (let i = 0; i < said.support && i < 8; i++) doubt *= 1 - trust
  const share = said.support / (said.support + said.others / 2)
  return Math.round(1000 * (1 - doubt) * share)
}

function compareRanked<Value>(a: Ranked<Value>, b: Ranked<Value>, preference: Preference): number {
  const recency = compareText(b.seen ?? '', a.seen ?? '')
  const support = b.support - a.support
  const [first, second] = preference === 'recency' ? [recency, support] : [support, recency]
  return first || second || b.sure - a.sure || compareText(a.key, b.key)
}
