import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { openLinkExplainer, type Tie } from '../../engine/match/index.ts'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { getManifest } from '../edition/manifest.ts'
import { storePaths } from '../store/paths.ts'
import { presentRecord, type ExplainedRecord } from './explain-contacts.ts'
import { readSides } from './read-explain.ts'
import { requireKept } from './require-kept.ts'

/** A pair of clusters that linking was in doubt of. */
export type KnownDoubt = {
  /** Its place: 1 is the most valuable to look at. */
  number: number
  /** In bits; from 0 the two are one. */
  weight: number
  isOne: boolean
  /** Rows that are expected to be placed wrongly. */
  worth: number
  /** The contacts that the sides belong to: one, or two. */
  contacts: string[]
  /** Digests of the contents of either side. */
  a: string[]
  b: string[]
}

/** A doubt with what its sides say, and the strongest tie between them. */
export type DoubtExplanation = KnownDoubt & {
  edition: string
  sides: { a: ExplainedRecord[]; b: ExplainedRecord[] }
  tie: Tie
}

/** Records of one side that are shown and weighed. */
const MOST = 20

/** The doubts of the edition that is served. */
export type Doubts = {
  /** Most valuable first; empty where nothing was kept. Throws `unavailable`. */
  listDoubts: () => Promise<KnownDoubt[]>
  /** Throws `not_found`, `unavailable`. */
  explainDoubt: (number: number) => Promise<DoubtExplanation>
}

/** Reads them from a data directory. Those of an edition never change and are read once. */
export function openDoubts(data: string): Doubts {
  let known: { built: string; doubts: Promise<KnownDoubt[]> } | null = null
  const listDoubts = async () => {
    const { edition, created } = await getManifest(data)
    const built = `${edition} ${created}`
    if (known?.built !== built) known = { built, doubts: readDoubts(data, edition) }
    const reading = known
    try {
      return await reading.doubts
    } catch (error) {
      if (known === reading) known = null
      throw error
    }
  }
  return {
    listDoubts,
    explainDoubt: async (number) => {
      const found = (await listDoubts()).find((each) => each.number === number)
      const { edition } = await getManifest(data)
      if (!found) throw new AppError('not_found', `There is no doubt ${number} in edition ${edition}.`)
      return explainDoubt({ data, edition }, found)
    },
  }
}

async function readDoubts(data: string, edition: string): Promise<KnownDoubt[]> {
  const folder = storePaths(data).explain(edition)
  const [review, evidence] = [join(folder, 'review.parquet'), join(folder, 'evidence.parquet')]
  const isThere = await access(review).then(
    () => true,
    () => false,
  )
  if (!isThere) return []
  const db = await openDuckDb({ threads: 1 })
  try {
    await requireKept(db, { edition, path: evidence })
    const rows = await db.rows<Omit<KnownDoubt, 'a' | 'b' | 'contacts' | 'isOne'> & Row>(
      `SELECT number, weight, one, worth, string_agg(DISTINCT id, ' ' ORDER BY id) AS contacts,
         string_agg(digest, ' ' ORDER BY digest) FILTER (side = 0) AS a,
         string_agg(digest, ' ' ORDER BY digest) FILTER (side = 1) AS b
       FROM ${sqlText(review)} JOIN ${sqlText(evidence)} USING (digest) GROUP BY ALL ORDER BY number`,
    )
    return rows.flatMap(({ number, weight, one, worth, contacts, a, b }) =>
      a === null || b === null
        ? []
        : [{ number, weight, isOne: one, worth, contacts: contacts.split(' '), a: a.split(' '), b: b.split(' ') }],
    )
  } finally {
    db.close()
  }
}

type Row = { one: boolean; contacts: string; a: string | null; b: string | null }

async function explainDoubt(
  { data, edition }: { data: string; edition: string },
  found: KnownDoubt,
): Promise<DoubtExplanation> {
  const digests = { a: found.a.slice(0, MOST), b: found.b.slice(0, MOST) }
  const { said, input, knowledge } = await readSides({ data, edition, contacts: found.contacts }, [
    ...digests.a,
    ...digests.b,
  ])
  const placesOf = (side: readonly string[]) =>
    said.flatMap((each, place) => (side.includes(each.digest) ? [place] : []))
  const [ofA, ofB] = [placesOf(digests.a), placesOf(digests.b)]
  const tie = openLinkExplainer(input, knowledge).between(ofA, ofB)
  const records = (places: readonly number[]) => places.map((place) => presentRecord(said[place].evidence))
  return {
    ...found,
    edition,
    sides: { a: records(ofA), b: records(ofB) },
    tie: { ...tie, a: ofA.indexOf(tie.a), b: ofB.indexOf(tie.b) },
  }
}
