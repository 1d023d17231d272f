import type { ContactEvidence } from './evidence.ts'
import { mergeContact } from './merge-contact.ts'
import { rankValues, type Preference, type Ranked, type Statement } from './rank-values.ts'
import { openJudge, type Judge } from './trust.ts'

/** A value that was said for a field, with everything said for it. */
export type Candidate = {
  value: string
  /** Sources that say so. */
  support: number
  /** Newest day on which it was said, ISO date. */
  seen: string | null
  /** Confidence of the cleaning, per mille. */
  sure: number
}

/** How a field of a contact was chosen: the value that it shows first, then the others, and what decided. */
export type FieldChoice = {
  field: ExplainedField
  candidates: Candidate[]
  /** Against the runner-up; `only` where there is none, `rule` where another rule than these decided. */
  decided: 'only' | 'support' | 'recency' | 'sureness' | 'rule'
}

export type ExplainedField = 'name' | 'company' | 'title' | 'email' | 'phone' | 'address' | 'unit'

type Reader = {
  preference: Preference
  /** What a record says for the field: text and confidence of the cleaning. */
  said: (e: ContactEvidence) => { text: string; sure: number }[]
}

const readers: Record<ExplainedField, Reader> = {
  name: { preference: 'support', said: (e) => textOf(e.display, e.name_sure) },
  company: { preference: 'recency', said: (e) => textOf(e.company, 1000) },
  title: { preference: 'recency', said: (e) => textOf(e.title, e.title_sure ?? 0) },
  email: { preference: 'recency', said: (e) => (e.emails ?? []).map(({ value, sure }) => ({ text: value, sure })) },
  phone: {
    preference: 'recency',
    said: (e) =>
      (e.phones ?? []).filter(({ kind }) => kind !== 'fax').map(({ value, sure }) => ({ text: value, sure })),
  },
  address: {
    preference: 'recency',
    said: (e) => (e.addresses ?? []).map(({ value, sure }) => ({ text: value, sure })),
  },
  unit: { preference: 'recency', said: (e) => textOf(e.unit, 1000) },
}

/** Says of each field of a contact which values were said for it, which won, and by what. */
export function explainContact(evidence: readonly ContactEvidence[], judge: Judge = openJudge()): FieldChoice[] {
  const contact = mergeContact(evidence, judge)
  const place = [contact.street, contact.city].filter(Boolean)
  const shown: Record<ExplainedField, (text: string) => boolean> = {
    name: (text) => lower(text) === lower(contact.name),
    company: (text) => text === contact.company,
    title: (text) => text === contact.title,
    email: (text) => text === contact.email,
    phone: (text) => text === contact.phone,
    address: (text) => place.length > 0 && place.every((part) => lower(text).includes(lower(part ?? ''))),
    unit: (text) => text === contact.unit,
  }
  return (Object.keys(readers) as ExplainedField[]).flatMap((field) => {
    const ranked = rank(evidence, { ...readers[field], weigh: judge.weigh[field === 'unit' ? 'company' : field] })
    if (ranked.length === 0) return []
    const won = ranked.find(({ value }) => shown[field](value)) ?? ranked[0]
    const others = ranked.filter((each) => each !== won)
    const decided = decisionOf(won, others[0])
    return [{ field, decided, candidates: [won, ...others].map(present) }]
  })
}

function rank(
  evidence: readonly ContactEvidence[],
  { preference, said, weigh }: Reader & { weigh: (sources: Iterable<number>) => number },
): Ranked<string>[] {
  const statements: Statement<string>[] = evidence.flatMap((e) =>
    said(e).map(({ text, sure }) => ({ value: text, key: text, seen: e.seen, sources: e.sources, sure })),
  )
  return rankValues(statements, { preference, weigh })
}

function decisionOf(won: Ranked<string>, other: Ranked<string> | undefined): FieldChoice['decided'] {
  if (!other) return 'only'
  if ((won.seen ?? '') > (other.seen ?? '')) return 'recency'
  if (won.weight > other.weight) return 'support'
  return won.sure > other.sure && won.seen === other.seen && won.weight === other.weight ? 'sureness' : 'rule'
}

function present({ value, support, seen, sure }: Ranked<string>): Candidate {
  return { value, support, seen, sure }
}

function textOf(text: string | null, sure: number): { text: string; sure: number }[] {
  return text ? [{ text, sure }] : []
}

function lower(text: string): string {
  return text.toLowerCase()
}
