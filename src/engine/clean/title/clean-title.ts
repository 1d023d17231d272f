import type { CleanedByKind } from '../cleaned.ts'
import { plainText } from '../plain-text.ts'

/** Clean one job title. */
export function cleanTitle(raw: string): CleanedByKind['title'] {
  const value = plainText(raw.slice(0, 1000))
  const empty = value === ''
  return {
    input: raw,
    value: empty ? null : value,
    verdict: empty ? 'empty' : 'valid',
    confidence: empty ? 0 : 1,
    why: [],
    level: null,
    function: null,
    subfunction: null,
    matched: null,
  }
}
