import { parse } from 'tldts'
import type { CleanedByKind } from '../cleaned.ts'

/** Clean one domain or URL to the registrable domain. */
export function cleanDomain(raw: string): CleanedByKind['domain'] {
  const text = raw.trim()
  const found = parse(text.slice(0, 2048).replace(/^\.+/, ''))
  const ok = found.domain !== null && !found.isIp
  return {
    input: raw,
    value: ok ? found.domain : null,
    verdict: text === '' ? 'empty' : ok ? 'valid' : 'invalid',
    confidence: ok ? 1 : 0,
    why: [],
    registrable: ok ? found.domain : null,
    suffix: ok ? found.publicSuffix : null,
    free: false,
  }
}
