import type { Decision, HandPart } from '../../modules/review/index.ts'
import type { Report } from '../report.ts'

/** Says what was decided by hand of the contacts that are explained, and what linking says without it. */
export function showHandParts(report: Report, parts: readonly HandPart[]): void {
  if (parts.length === 0) return
  report.say('\nDecided by hand')
  for (const part of parts) {
    const { decision, isObeyed, tie } = part
    report.say(
      `${verb(part)}: ${subject(part)}. ${origin(decision)}${decision.why === null ? '.' : `: ${decision.why}`}`,
    )
    if (isObeyed && decision.undone_at !== null)
      report.say(
        `  Undone on ${day(decision.undone_at)} by ${who(decision.undone_by ?? '')}: the next build is without it.`,
      )
    if (tie === null) continue
    const share = `${(100 * tie.probability).toFixed(2)} %`
    report.say(
      `  Without it, by their strongest tie: ${tie.weight >= 0 ? 'one person' : 'two people'} (one person: ${share}, ${bits(tie.weight)}).`,
    )
  }
}

function verb({ decision: { verdict }, isObeyed }: HandPart): string {
  const what = verdict === 'one' ? 'together' : 'apart'
  return isObeyed ? `Kept ${what} by hand` : `To be kept ${what} by hand, from the next build on`
}

function subject({ records, contacts }: HandPart): string {
  const own = records.map(({ id }) => id)
  const name = (id: string, places: readonly number[]) =>
    `${places.length === 1 ? 'record' : 'records'} ${places.map((place) => place + 1).join(', ')}${records.length > 1 ? ` of ${id}` : ''}`
  const [first, second] = [
    records.flatMap(({ id, a }) => (a.length > 0 ? [name(id, a)] : [])),
    records.flatMap(({ id, b }) => (b.length > 0 ? [name(id, b)] : [])),
  ].map((side) => side.join(' and '))
  const others = contacts.filter((id) => !own.includes(id)).join(' and ') || 'records that this edition has not'
  return `${first || second} and ${first && second ? second : others}`
}

function origin({ number, decided_at, decided_by }: Decision): string {
  return `Decision ${number} of ${day(decided_at)} by ${who(decided_by)}`
}

function who(actor: string): string {
  return actor === 'local' ? 'the operator of this machine' : `an operator (${actor})`
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function bits(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)} bits`
}
