import type { ContactEvidence, EmailEvidence } from './evidence.ts'
import { rankValues } from './rank-values.ts'

/**
 * The address to write to and the others. A personal address goes before a role mailbox, one said of the present
 * position before one from an earlier desk. One that cannot be delivered to goes last, one that can be before its likes; what nobody
 * knows changes nothing.
 */
export function mergeEmails(evidence: readonly ContactEvidence[], present: readonly ContactEvidence[]) {
  const here = new Set(present.flatMap((e) => (e.emails ?? []).map((email) => email.value)))
  const ranked = rankValues(
    evidence.flatMap((e) => (e.emails ?? []).map((email) => statement(email, e))),
    'recency',
  )
  const best = ranked.toSorted((a, b) => rank(a.value, here) - rank(b.value, here))
  const [first, ...others] = best
  return {
    email: first?.key ?? null,
    email_verdict: first?.value.checked ?? first?.value.verdict ?? null,
    email_role: first?.value.role ?? null,
    emails: others.length > 0 ? others.map((other) => other.key) : null,
    confidence_email: first ? weigh(first.confidence, first.value.checked) : null,
  }
}

function statement(email: EmailEvidence, e: ContactEvidence) {
  return { value: email, key: email.value, seen: e.seen, sources: e.sources, sure: email.sure }
}

function rank(email: EmailEvidence, here: ReadonlySet<string>): number {
  const usable = email.checked === 'undeliverable' ? 8 : email.checked === 'deliverable' ? 0 : 1
  return usable + (email.role ? 4 : 0) + (here.has(email.value) ? 0 : 2)
}

/** Confidence per mille after what servers said: a mailbox that is there leaves a quarter of the doubt, one that is not little hope. */
function weigh(confidence: number, checked: EmailEvidence['checked']): number {
  if (checked === 'deliverable') return Math.round(1000 - (1000 - confidence) / 4)
  return checked === 'undeliverable' ? Math.round(confidence / 20) : confidence
}
