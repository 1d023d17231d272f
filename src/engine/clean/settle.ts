import type { Cleaned, Verdict } from './cleaned.ts'

const ORDER: Verdict[] = ['valid', 'repaired', 'suspect', 'invalid', 'empty']
const ROUNDS = 4

/**
 * Make a cleaner idempotent: its value is cleaned again until it agrees with itself.
 * What does not come to rest within a few rounds was never a value; it is invalid, with the code `unstable`.
 */
export function settle<T extends Cleaned>(raw: string, clean: (raw: string) => T, nothing: (raw: string) => T): T {
  const first = clean(raw)
  if (first.value === null || first.value === raw) return first
  let last = first
  for (let round = 0; round < ROUNDS; round++) {
    const next = clean(last.value!)
    if (next.value === last.value) return combine(first, last)
    if (next.value === null) break
    last = next
  }
  return { ...nothing(raw), verdict: 'invalid', why: [...first.why, 'unstable'] }
}

function combine<T extends Cleaned>(first: T, last: T): T {
  if (first === last) return first
  const verdict = ORDER[Math.max(ORDER.indexOf(first.verdict), ORDER.indexOf(last.verdict))]
  const confidence = Math.min(first.confidence, last.confidence)
  return { ...last, input: first.input, verdict, confidence, why: [...new Set([...first.why, ...last.why])] }
}
