import { explainOne, explainTwo, type ContactExplanation, type PairOfContacts } from './explain-contacts.ts'
import { explainDecisions, type DecisionPart, type NumberedDecision } from './explain-decisions.ts'
import { openDoubts, type DoubtExplanation, type KnownDoubt } from './open-doubts.ts'
import { openHeirs } from './find-heir.ts'

/** Why contacts are what they are, and what became of those that are no more. Of the edition served, unless another is named. */
export type Identity = {
  explainOne: (id: string, edition?: string) => Promise<ContactExplanation>
  explainTwo: (a: string, b: string, edition?: string) => Promise<PairOfContacts>
  /** What linking was in doubt of, most valuable first; none where nothing was kept. */
  listDoubts: () => Promise<KnownDoubt[]>
  explainDoubt: (number: number) => Promise<DoubtExplanation>
  /** What decisions by hand have to do with the edition. */
  explainDecisions: (decisions: readonly NumberedDecision[], edition?: string) => Promise<DecisionPart[]>
  /** The id that a retired id's contact has now; null for an id that was never retired. */
  findHeir: (id: string) => Promise<string | null>
}

/** Reads them from a data directory. Failures are those of `explainOne`, `explainTwo` and `explainDoubt`. */
export function openIdentity(data: string): Identity {
  return {
    explainOne: (id, edition) => explainOne({ data, edition }, id),
    explainTwo: (a, b, edition) => explainTwo({ data, edition }, a, b),
    ...openDoubts(data),
    explainDecisions: (decisions, edition) => explainDecisions({ data, edition }, decisions),
    findHeir: openHeirs(data).findHeir,
  }
}
