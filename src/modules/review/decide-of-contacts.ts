import { AppError } from '../../platform/errors/index.ts'
import { decide } from './decide.ts'
import type { DecisionDependencies } from './review-dependencies.ts'

/** Decides that two contacts of the edition that is served are one. Gives the decision's number. Throws `not_found`, `conflict`. */
export async function mergeContacts(
  dependencies: DecisionDependencies,
  { contacts: [a, b], ...rest }: { contacts: readonly [string, string]; why?: string | undefined; actor: string },
): Promise<number> {
  if (a === b) throw new AppError('bad_input', 'These are the same contact. Name two.')
  const { explainOne } = dependencies.identity
  const [one, other] = [await explainOne(a), await explainOne(b)]
  return decide(dependencies, { ...rest, verdict: 'one', a: one.digests, b: other.digests, contacts: [a, b] })
}

/**
 * Decides that some records of a contact are somebody else, by their numbers in its explanation, from 1. Gives the decision's
 * number. Throws `not_found`, `bad_input`, `conflict`.
 */
export async function splitContact(
  dependencies: DecisionDependencies,
  {
    contact,
    records,
    ...rest
  }: { contact: string; records: readonly number[]; why?: string | undefined; actor: string },
): Promise<number> {
  const { digests } = await dependencies.identity.explainOne(contact)
  const wrong = records.find((number) => number < 1 || number > digests.length)
  if (wrong !== undefined)
    throw new AppError('bad_input', `${contact} has no record ${wrong}; they are numbered from 1 to ${digests.length}.`)
  const a = digests.filter((_, place) => records.includes(place + 1))
  const b = digests.filter((_, place) => !records.includes(place + 1))
  return decide(dependencies, { ...rest, verdict: 'two', a, b, contacts: [contact] })
}
