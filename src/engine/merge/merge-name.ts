import type { ContactEvidence } from './evidence.ts'
import { mailboxLetters } from './mailbox-letters.ts'
import { rankValues, type Statement } from './rank-values.ts'
import { signsOf } from './signs.ts'
import type { Judge } from './trust.ts'

/**
 * The name: the best supported pair of given and family name that is spelt out, in whatever case it was written, then the
 * fullest middle name, suffix and prefix said beside that pair, all of them well cased.
 */
export function mergeName(evidence: readonly ContactEvidence[], judge: Judge) {
  const ranked = rankValues(evidence.map(asStatement), { preference: 'support', weigh: judge.weigh.name })
  const best = ranked.find(({ value }) => isSpeltOut(value.first) && isSpeltOut(value.last)) ?? ranked[0]
  const beside = evidence.filter((e) => keyOf(e) === best.key)
  const parts = {
    prefix: fullest(beside.map((e) => e.prefix)),
    first: wellCased(best.value.first, best.value),
    middle: fullest(beside.map((e) => wellCased(e.middle, e))),
    last: wellCased(best.value.last, best.value),
    suffix: fullest(beside.map((e) => wellCased(e.suffix, e))),
  }
  const name = [parts.first, parts.middle, parts.last, parts.suffix].filter(Boolean).join(' ')
  const more = {
    written: inMailbox(parts, evidence),
    spelt: Number(isSpeltOut(parts.first)) + Number(isSpeltOut(parts.last)),
  }
  return { name, ...parts, signs: signsOf(best, { field: 'name', judge, job: null, more }) }
}

function asStatement(e: ContactEvidence): Statement<ContactEvidence> {
  const form = `${e.display ?? ''}\t${e.first ?? ''}\t${e.last ?? ''}`
  return { value: e, key: keyOf(e), form, seen: e.seen, sources: e.sources, sure: e.name_sure }
}

function keyOf(e: ContactEvidence): string {
  return `${e.first ?? ''}\t${e.last ?? ''}`.toLowerCase()
}

/** A part of the name as it stands in the well-cased whole: `MCDONALD` in `Ann McDonald` is `McDonald`. */
function wellCased(part: string | null, { display }: ContactEvidence): string | null {
  if (part === null || display === null) return part
  const at = display.toLowerCase().indexOf(part.toLowerCase())
  // Lower case may change a text's length (`İ`): then the places do not correspond, and the part stays as written.
  const sameLength = display.toLowerCase().length === display.length && part.toLowerCase().length === part.length
  return at >= 0 && sameLength ? display.slice(at, at + part.length) : part
}

/** Whether a mailbox is written as the name is: 0 there is none of one's own, 1 no, 2 the given or the family name, 3 both. */
function inMailbox(
  { first, last }: { first: string | null; last: string | null },
  evidence: readonly ContactEvidence[],
): number {
  const locals = evidence.flatMap((e) =>
    (e.emails ?? []).flatMap(({ value, role }) => (role ? [] : [mailboxLetters(value.split('@')[0])])),
  )
  const found = (part: string | null) => part !== null && locals.some((local) => local.includes(mailboxLetters(part)))
  return locals.length === 0 ? 0 : 1 + Number(found(first)) + Number(found(last))
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
