import type { CleanedByKind } from '../cleaned.ts'

/** Clean one e-mail address. Total: any text gives an answer. */
export function cleanEmail(raw: string): CleanedByKind['email'] {
  const text = raw.trim()
  const at = text.lastIndexOf('@')
  const ok = at > 0 && at < text.length - 1 && !/\s/.test(text)
  const local = ok ? text.slice(0, at) : null
  const domain = ok ? text.slice(at + 1).toLowerCase() : null
  const value = ok ? `${local}@${domain}` : null
  return {
    input: raw,
    value,
    verdict: text === '' ? 'empty' : ok ? 'valid' : 'invalid',
    confidence: ok ? 1 : 0,
    why: [],
    local,
    domain,
    category: ok ? 'valid' : 'error',
    diagnosis: ok ? 'valid' : 'err_nodomain',
    role: false,
    free: false,
    disposable: false,
    suggestion: null,
    key: value === null ? null : value.toLowerCase(),
  }
}
