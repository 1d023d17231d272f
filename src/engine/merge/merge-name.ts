import type { ContactEvidence } from './evidence.ts'
import { rankValues, type Statement } from './rank-values.ts'

type NameParts = Pick<ContactEvidence, 'prefix' | 'first' | 'middle' | 'last' | 'suffix'>

/**
 * The name: the best supported pair of given and family name that is spelt out, then the fullest middle name,
 * suffix and prefix said beside that pair.
 */
export function mergeName(evidence: readonly ContactEvidence[]) {
  const ranked = rankValues(evidence.map(asStatement), 'support')
  const best = ranked.find(({ value }) => isSpeltOut(value.first) && isSpeltOut(value.last)) ?? ranked[0]
  const { first, last } = best.value
  const beside = evidence.filter((e) => e.first === first && e.last === last)
  const parts = {
    prefix: fullest(beside.map((e) => e.prefix)),
    first,
    middle: fullest(beside.map((e) => e.middle)),
    last,
    suffix: fullest(beside.map((e) => e.suffix)),
  }
  const name = [parts.first, parts.middle, parts.last, parts.suffix].filter(Boolean).join(' ')
  return { name, ...parts, confidence_name: best.confidence }
}

function asStatement(e: ContactEvidence): Statement<NameParts> {
  return { value: e, key: `${e.first ?? ''}\t${e.last ?? ''}`, seen: e.seen, sources: e.sources, sure: e.name_sure }
}

function isSpeltOut(part: string | null): boolean {
  return part !== null && part.replace(/[^\p{L}]/gu, '').length > 1
}

/** The longest of the texts, the first by code unit among equals. */
function fullest(texts: (string | null)[]): string | null {
  let best: string | null = null
  for (const text of texts) {
    if (text && (!best || text.length > best.length || (text.length === best.length && text < best))) best = text
  }
  return best
}
