import type { CleanedByKind } from '../cleaned.ts'
import { settle } from '../settle.ts'
import bands from './bands.json' with { type: 'json' }
import { judgeSize, readSize } from './judge-size.ts'
import { readRange } from './read-range.ts'

type CleanedRevenue = CleanedByKind['revenue']

/** No company turns over more. */
const MOST = 10_000_000_000_000

/**
 * A company's yearly revenue: `$5M–$10M`, `1,2 Mrd. €`, `5 to 10 million USD`. `value` is the amount in units of the currency, with its code before
 * it where it is known (`$` is taken for the dollar of the United States). Total and linear.
 */
export function cleanRevenue(raw: string): CleanedRevenue {
  return settle(raw, cleanOnce, nothing)
}

function cleanOnce(raw: string): CleanedRevenue {
  const range = readSize(raw, readRange)
  if (range === '' || range === 'placeholder') return { ...nothing(raw), why: range === '' ? [] : [range] }
  if (typeof range === 'string') return { ...nothing(raw), verdict: 'invalid', why: [range] }
  const currency = range.currency === '' ? null : range.currency
  const why = [...range.why, ...(currency === null ? ['no_currency'] : [])]
  const prefix = currency === null ? '' : `${currency} `
  const judged = judgeSize(raw, { ...range, why }, { most: MOST, least: 0, bands: bands.revenue, prefix })
  return judged === null ? { ...nothing(raw), verdict: 'invalid', why: ['too_much'] } : { ...judged, currency }
}

function nothing(raw: string): CleanedRevenue {
  const none = { low: null, high: null, band: null, currency: null }
  return { input: raw, value: null, verdict: 'empty', confidence: 0, why: [], ...none }
}
