import type { ContactEvidence } from './evidence.ts'
import { mergeAddress, type Place } from './merge-address.ts'
import { mergeEmails } from './merge-emails.ts'
import { mergeName } from './merge-name.ts'
import { mergePhones } from './merge-phones.ts'
import { mergePosition } from './merge-position.ts'
import { newest } from './rank-values.ts'

/** A contact as an edition holds it, but for its id. Absent fields are null; confidences are per mille. */
export type Contact = {
  name: string
  prefix: string | null
  first: string | null
  middle: string | null
  last: string | null
  suffix: string | null
  title: string | null
  level: string | null
  function: string | null
  subfunction: string | null
  company_id: string | null
  company: string | null
  industry: string | null
  unit: string | null
  email: string | null
  email_verdict: string | null
  email_role: boolean | null
  emails: string[] | null
  phone: string | null
  phone_type: string | null
  phones: string[] | null
  linkedin: string | null
  history: string[] | null
  seen: string | null
  support: number
  records: number
  confidence: number
  confidence_name: number
  confidence_title: number | null
  confidence_company: number | null
  confidence_email: number | null
  confidence_phone: number | null
  confidence_address: number | null
} & Place

/** One contact from everything that was said about it. `evidence` holds at least one record; its order does not matter. */
export function mergeContact(evidence: readonly ContactEvidence[]): Contact {
  const name = mergeName(evidence)
  const position = mergePosition(evidence)
  // Colleagues' desks stay behind: channels are taken from what was said of the present position, if anything was.
  const present = evidence.filter((e) => e.company_id === position.company_id)
  const emails = mergeEmails(evidence, present)
  const phones = mergePhones(evidence, present)
  const address = mergeAddress(present.length > 0 ? present : evidence)
  return {
    ...name,
    ...position,
    ...emails,
    ...phones,
    ...address,
    linkedin: firstText(evidence),
    seen: evidence.reduce<string | null>((seen, e) => newest(seen, e.seen), null),
    support: new Set(evidence.flatMap((e) => e.sources)).size,
    records: evidence.reduce((sum, e) => sum + e.records, 0),
    confidence: overall(name.confidence_name, [
      position.confidence_company,
      emails.confidence_email,
      phones.confidence_phone,
    ]),
  }
}

/** The name's confidence, held down by the best of what ties it to the world. */
function overall(name: number, ties: (number | null)[]): number {
  const best = Math.max(0, ...ties.map((tie) => tie ?? 0))
  return Math.round((name + best) / 2)
}

function firstText(evidence: readonly ContactEvidence[]): string | null {
  const links = evidence.flatMap((e) => (e.linkedin ? [e.linkedin] : []))
  return links.sort().at(0) ?? null
}
