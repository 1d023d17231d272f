import ratings from './ratings.json' with { type: 'json' }
import type { IndicatorName, Rating } from './rate.ts'
import type { Scan } from './scan-file.ts'

/** A share in percent, with a decimal where it matters. */
export function percent(share: number): string {
  const value = 100 * share
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`
}

/** A count with thin groups: `1,234`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** Indicators in their order, with words and what to do about each. */
export function indicatorLines(
  scan: Scan,
): { name: IndicatorName; label: string; share: number; rating: Rating; advice: string }[] {
  return (Object.keys(ratings) as IndicatorName[]).flatMap((name) => {
    const found = scan.indicators[name]
    return found ? [{ name, label: ratings[name].label, ...found, advice: adviceOf(name, found.rating) }] : []
  })
}

const ADVICE: Record<IndicatorName, [low: string, high: string]> = {
  email: [
    'Let fairlist clean put typing mistakes right, and take out what is left before the next mailing.',
    'Verify before a large mailing: mailboxes close without a word.',
  ],
  complete: [
    'Fill what is missed most first; it is listed below.',
    'Keep it so: ask for the missing fields as people come by.',
  ],
  phone: ['Numbers without a country or with too few digits cannot be dialled: add the country.', 'Nothing to do now.'],
  duplicates: [
    'Merge rows of one person; fairlist clean marks them, fairlist link finds those with differing spellings.',
    'Nothing to do now.',
  ],
}

function adviceOf(name: IndicatorName, rating: Rating): string {
  const [low, high] = ADVICE[name]
  return rating === 'good' || rating === 'excellent' ? high : low
}

/** A code as words: `domain_repaired` → `domain repaired`. */
export function wordsOf(code: string): string {
  return code.replaceAll(/[_-]+/g, ' ')
}

/** What the figures are told from, as no server was asked. */
export const BASIS =
  'Told from the values themselves: syntax, domains, typing mistakes, throw-away providers, numbering plans. No mailbox and no line was tried.'
