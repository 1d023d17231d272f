import type { Identity } from '../../refinery/index.ts'
import { listDecisions, type Decision } from './list-decisions.ts'
import type { DecisionDependencies } from './review-dependencies.ts'

type Part = Awaited<ReturnType<Identity['explainDecisions']>>[number]

/** What a decision by hand has to do with contacts that are explained. */
export type HandPart = Part & {
  decision: Decision
  /** Places, from 0, of the records of each contact that are on either side. */
  records: { id: string; a: number[]; b: number[] }[]
}

type Asked = { edition: string; contacts: readonly { id: string; digests: readonly string[] }[] }

/**
 * The decisions that an edition obeyed, and those made since, about all of these contacts; the newest first. Those undone before
 * the edition was built are passed over. Throws `not_found`, `unavailable` for an edition that is not known any more.
 */
export async function listHandParts(
  { db, data, identity }: Omit<DecisionDependencies, 'clock'>,
  { edition, contacts }: Asked,
): Promise<HandPart[]> {
  const about = (await listDecisions({ db, data })).filter(({ a, b }) => {
    const said = new Set([...a, ...b])
    return contacts.every(({ digests }) => digests.some((digest) => said.has(digest)))
  })
  const parts = await identity.explainDecisions(about, edition)
  const found = about.map((decision, i) => ({
    ...parts[i],
    decision,
    records: contacts.map(({ id, digests }) => ({
      id,
      a: placesOf(digests, decision.a),
      b: placesOf(digests, decision.b),
    })),
  }))
  return found.filter(({ isObeyed, decision }) => isObeyed || decision.undone_at === null).toReversed()
}

function placesOf(digests: readonly string[], side: readonly string[]): number[] {
  const wanted = new Set(side)
  return digests.flatMap((digest, place) => (wanted.has(digest) ? [place] : []))
}
