import type { CleanedByKind } from '../cleaned.ts'

/** Clean one company name. */
export function cleanCompany(raw: string): CleanedByKind['company'] {
  const value = raw
    .slice(0, 1000)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
  const empty = value === ''
  return {
    input: raw,
    value: empty ? null : value,
    verdict: empty ? 'empty' : 'valid',
    confidence: empty ? 0 : 1,
    why: [],
    core: empty ? null : value,
    form: null,
    country: null,
    key: empty ? null : value.toLowerCase(),
  }
}
