import type { z } from 'zod'
import type { HandPart } from './list-hand-parts.ts'
import { presentDecision } from './present-decision.ts'
import type { ReviewDependencies } from './review-dependencies.ts'
import type * as schemas from './schemas.ts'

/** What was decided of a contact, as it leaves: other contacts are named when they are shown to everybody. */
export async function presentHandParts(
  { shownOf }: Pick<ReviewDependencies, 'shownOf'>,
  parts: readonly HandPart[],
): Promise<z.output<typeof schemas.HandPart>[]> {
  const shown = await shownOf([...new Set(parts.flatMap(({ contacts }) => contacts))])
  return parts.map(({ decision, isObeyed, contacts, records: [own], tie }) => ({
    // What the contacts were called then may be somebody's who is not shown any more.
    ...presentDecision({ ...decision, contacts: decision.contacts.filter((id) => shown.has(id)) }),
    isObeyed,
    others: contacts.filter((id) => id !== own?.id && shown.has(id)),
    records: { a: own?.a ?? [], b: own?.b ?? [] },
    alone: tie && { isOne: tie.weight >= 0, weight: tie.weight, probability: tie.probability },
  }))
}
