import { readNumber } from './national-plan.ts'
import type { PlannedNumber } from './national-plan.ts'

const WELL_FORMED = /^(\+?1[-. ]?)?(?:\((\d{3})\)[-. ]?|(\d{3})[-. ]?)(\d{3})[-. ]?(\d{4})$/
const UNKNOWN = 0
/** Islands of the plan have shorter ranges: each of their numbers is asked for. */
const EACH = 255
const MAINLAND = new Set(['US', 'CA'])
/**
 * What the numbering plan says of the United States and Canada depends on the area code and exchange only (the first six digits), so
 * each pair of them is asked for once: an index into `plans` for each of the million, 0 for not yet asked.
 */
const asked = new Uint8Array(1_000_000)
type Plan = Pick<PlannedNumber, 'country' | 'type' | 'valid' | 'possible'>
const plans: (Plan | null)[] = [null]

/**
 * The short way for a well-formed number of the North American plan (+1), written with or without `1` in front; null for
 * anything else. The same answer as the library's, which a test shows over all area codes.
 */
export function readNorthAmerican(text: string): PlannedNumber | null {
  if (text.length > 17 || text.length < 10) return null
  const parts = WELL_FORMED.exec(text)
  if (parts === null) return null
  const area = parts[2] ?? parts[3]
  const plan = getPlan(area, parts[4])
  if (plan === null) return null
  return {
    e164: `+1${area}${parts[4]}${parts[5]}`,
    country: plan.country,
    type: plan.type,
    extension: null,
    national: `(${area}) ${parts[4]}-${parts[5]}`,
    valid: plan.valid,
    possible: plan.possible,
  }
}

function getPlan(area: string, exchange: string): Plan | null {
  const prefix = Number(area + exchange)
  const known = asked[prefix]
  if (known === EACH) return null
  if (known !== UNKNOWN) return plans[known]!
  const found = readNumber(`+1${area}${exchange}0000`, undefined)
  if (found === null || !found.valid) return null
  if (!MAINLAND.has(found.country ?? '')) {
    asked[prefix] = EACH
    return null
  }
  const same = (plan: Plan | null) => plan !== null && plan.country === found.country && plan.type === found.type
  let index = plans.findIndex(same)
  if (index < 0) index = plans.push({ country: found.country, type: found.type, valid: true, possible: true }) - 1
  asked[prefix] = index
  return plans[index]!
}
