import { confidenceOf } from './confidence.ts'
import type { ConfidentField } from './decay.ts'
import type { ContactEvidence } from './evidence.ts'
import { mergeAddress, type Place } from './merge-address.ts'
import { mergeEmails } from './merge-emails.ts'
import { mergeName } from './merge-name.ts'
import { mergePhones } from './merge-phones.ts'
import { mergePosition } from './merge-position.ts'
import { overallConfidence } from './overall-confidence.ts'
import { newest } from './rank-values.ts'
import type { Signs } from './signs.ts'
import { openJudge, type Judge } from './trust.ts'

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
export function mergeContact(evidence: readonly ContactEvidence[], judge: Judge = openJudge()): Contact {
  const { contact, signs } = chooseFields(evidence, judge)
  const sure = (field: ConfidentField) => (signs[field] ? confidenceOf(field, signs[field]) : null)
  const [name, company, email, phone] = [sure('name') ?? 0, sure('company'), sure('email'), sure('phone')]
  return {
    ...contact,
    confidence: overallConfidence(name, [company, email, phone]),
    confidence_name: name,
    confidence_title: sure('title'),
    confidence_company: company,
    confidence_email: email,
    confidence_phone: phone,
    confidence_address: sure('address'),
  }
}

/** What speaks for and against each value that the contact shows: what its confidences are made of. */
export function contactSigns(evidence: readonly ContactEvidence[], judge: Judge): Record<ConfidentField, Signs | null> {
  return chooseFields(evidence, judge).signs
}

function chooseFields(evidence: readonly ContactEvidence[], judge: Judge) {
  const { signs: ofName, ...name } = mergeName(evidence, judge)
  const { signs: ofPosition, ...position } = mergePosition(evidence, judge)
  // Colleagues' desks stay behind: channels are taken from what was said of the present position, if anything was.
  const present = evidence.filter((e) => e.company_id === position.company_id)
  const at = { present, judge, job: { level: position.level, function: position.function } }
  const { signs: ofEmail, ...emails } = mergeEmails(evidence, { ...at, last: name.last })
  const { signs: ofPhone, ...phones } = mergePhones(evidence, at)
  const { signs: ofAddress, ...address } = mergeAddress(present.length > 0 ? present : evidence, at)
  const signs: Record<ConfidentField, Signs | null> = {
    name: ofName,
    ...ofPosition,
    email: ofEmail,
    phone: ofPhone,
    address: ofAddress,
  }
  const contact = {
    ...name,
    ...position,
    ...emails,
    ...phones,
    ...address,
    linkedin: firstText(evidence),
    seen: evidence.reduce<string | null>((seen, e) => newest(seen, e.seen), null),
    support: new Set(evidence.flatMap((e) => e.sources)).size,
    records: evidence.reduce((sum, e) => sum + e.records, 0),
  }
  return { contact, signs }
}

function firstText(evidence: readonly ContactEvidence[]): string | null {
  const links = evidence.flatMap((e) => (e.linkedin ? [e.linkedin] : []))
  return links.sort().at(0) ?? null
}
