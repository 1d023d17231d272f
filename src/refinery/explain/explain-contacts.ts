import { openLinkExplainer, type Tie } from '../../engine/match/index.ts'
import { explainContact, openJudge, type ContactEvidence, type FieldChoice } from '../../engine/merge/index.ts'
import { getManifest } from '../edition/manifest.ts'
import { readExplain } from './read-explain.ts'

/** What distinct rows say of a person; who said it is not told. */
export type ExplainedRecord = {
  name: string | null
  title: string | null
  company: string | null
  unit: string | null
  emails: string[]
  phones: string[]
  addresses: string[]
  /** Oldest and newest day, ISO dates. */
  firstSeen: string | null
  seen: string | null
  /** How many sources say it, in how many rows. */
  sources: number
  rows: number
}

/** Why some records are one contact. */
export type ContactExplanation = {
  id: string
  edition: string
  /** Numbered from 0: ties speak of them by these numbers. */
  records: ExplainedRecord[]
  /** Digest of each record's content: what a decision by hand is about. */
  digests: string[]
  /** The ties that hold the records together, strongest first: all but the last could be missing and it would still be told. */
  ties: Tie[]
  fields: FieldChoice[]
}

/** Why two contacts are two: the strongest tie between them, with what would have made them one. */
export type PairOfContacts = { edition: string; a: ContactSide; b: ContactSide; tie: Tie }
type ContactSide = { id: string; records: ExplainedRecord[]; digests: string[] }

type Asked = { data: string; edition?: string | undefined }

/** Explains a contact of an edition (default: the one served). Throws `not_found`, `unavailable`. */
export async function explainOne({ data, edition: asked }: Asked, id: string): Promise<ContactExplanation> {
  const edition = await editionOf(data, asked)
  const { said, input, knowledge, trust } = await readExplain(data, edition, [id])
  const evidence = said.map((each) => each.evidence)
  const all = evidence.map((_, place) => place)
  const ties = evidence.length > 1 ? openLinkExplainer(input, knowledge).ties(all) : []
  const digests = said.map(({ digest }) => digest)
  const fields = explainContact(evidence, openJudge(trust))
  return { id, edition, records: evidence.map(presentRecord), digests, ties, fields }
}

/** Explains why two contacts of an edition (default: the one served) are two. Throws `not_found`, `unavailable`. */
export async function explainTwo({ data, edition: asked }: Asked, a: string, b: string): Promise<PairOfContacts> {
  const edition = await editionOf(data, asked)
  const { said, input, knowledge } = await readExplain(data, edition, [a, b])
  const placesOf = (id: string) => said.flatMap((each, place) => (each.id === id ? [place] : []))
  const [ofA, ofB] = [placesOf(a), placesOf(b)]
  const tie = openLinkExplainer(input, knowledge).between(ofA, ofB)
  const side = (id: string, places: number[]) => ({
    id,
    records: places.map((place) => presentRecord(said[place].evidence)),
    digests: places.map((place) => said[place].digest),
  })
  return { edition, a: side(a, ofA), b: side(b, ofB), tie: { ...tie, a: ofA.indexOf(tie.a), b: ofB.indexOf(tie.b) } }
}

async function editionOf(data: string, asked: string | undefined): Promise<string> {
  return (await getManifest(data, asked)).edition
}

/** What a content says, for people. */
export function presentRecord(e: ContactEvidence): ExplainedRecord {
  return {
    name: e.display,
    title: e.title,
    company: e.company,
    unit: e.unit,
    emails: (e.emails ?? []).map(({ value }) => value),
    phones: (e.phones ?? []).map(({ value }) => value),
    addresses: (e.addresses ?? []).map(({ value }) => value),
    firstSeen: e.first_seen,
    seen: e.seen,
    sources: e.sources.length,
    rows: e.records,
  }
}
