import { join } from 'node:path'
import { openLinkExplainer, type Tie } from '../../engine/match/index.ts'
import { findJsonFile } from '../../platform/files/index.ts'
import type { HandDecision } from '../build/build-evidence.ts'
import { getManifest } from '../edition/manifest.ts'
import { storePaths } from '../store/paths.ts'
import { OBEYED } from './obeyed.ts'
import { readSides } from './read-explain.ts'

/** A decision by its number. */
export type NumberedDecision = HandDecision & { number: number }

/** What a decision by hand has to do with an edition. */
export type DecisionPart = {
  number: number
  /** Whether the edition was built by it. */
  isObeyed: boolean
  /** Contacts that hold contents of it. */
  contacts: string[]
  /** The strongest tie between its sides, as linking weighs it without the decision; null where a side is not in the edition. */
  tie: Omit<Tie, 'a' | 'b'> | null
}

/** Records of one side that are weighed. */
const MOST = 20

/** What decisions have to do with an edition (default: the one served), in their order. Throws `not_found`, `unavailable`. */
export async function explainDecisions(
  { data, edition: asked }: { data: string; edition?: string | undefined },
  decisions: readonly NumberedDecision[],
): Promise<DecisionPart[]> {
  if (decisions.length === 0) return []
  const { edition } = await getManifest(data, asked)
  const obeyed = await readObeyed(data, edition)
  const { said, input, knowledge } = await readSides(
    { data, edition },
    decisions.flatMap(({ a, b }) => [...a, ...b]),
  )
  const explainer = said.length > 0 ? openLinkExplainer(input, knowledge) : null
  const placesOf = (digests: readonly string[]) => {
    const wanted = new Set(digests)
    return said.flatMap(({ digest }, place) => (wanted.has(digest) ? [place] : []))
  }
  return decisions.map(({ number, a, b }) => {
    const [ofA, ofB] = [placesOf(a), placesOf(b)]
    const contacts = [...new Set([...ofA, ...ofB].map((place) => said[place].id))].sort()
    const isThere = ofA.length > 0 && ofB.length > 0
    const tie = isThere && explainer ? explainer.between(ofA.slice(0, MOST), ofB.slice(0, MOST)) : null
    return { number, isObeyed: obeyed.has(number), contacts, tie }
  })
}

async function readObeyed(data: string, edition: string): Promise<Set<number>> {
  const numbers = (await findJsonFile(join(storePaths(data).explain(edition), OBEYED))) as number[] | null
  return new Set(numbers)
}
