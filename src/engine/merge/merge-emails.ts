import type { ContactEvidence, EmailEvidence } from './evidence.ts'
import { rankValues } from './rank-values.ts'

/**
 * The address to write to and the others. A personal address goes before a role mailbox, one said of the present
 * position before one from an earlier desk.
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
    email_verdict: first?.value.verdict ?? null,
    email_role: first?.value.role ?? null,
    emails: others.length > 0 ? others.map((other) => other.key) : null,
    confidence_email: first?.confidence ?? null,
  }
}

function statement(email: EmailEvidence, e: ContactEvidence) {
  return { value: email, key: email.value, seen: e.seen, sources: e.sources, sure: email.sure }
}

function rank(email: EmailEvidence, here: ReadonlySet<string>): number {
  return (email.role ? 2 : 0) + (here.has(email.value) ? 0 : 1)
}
