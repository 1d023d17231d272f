import { join } from 'node:path'
import { learnTrust, listClaims, type Claim, type ContactEvidence, type Trust } from '../../engine/merge/index.ts'
import { findJsonFile } from '../../platform/files/index.ts'
import type { BuildContext } from '../build/build-context.ts'
import { calibrationName } from '../contacts/keep-calibration.ts'

/** People of each source from whom it is learned how far it is to be believed. */
const PEOPLE = 2000

/** Rows of sources that nothing was learned of, of all rows, from which on it is learned anew: one in so many. */
const UNKNOWN = 20

/** A trust that later builds keep: by whom it was learned, and what its numbers stand for. */
export type KeptTrust = Trust & {
  /** Edition whose build learned it. */
  learned: string
  /** Digest of each source's name, by number. */
  names: string[]
}

/**
 * How far each source is to be believed. Kept from the parent as long as its calibration holds, so that a small delivery does not move
 * what is said of people whom it does not speak of; learned anew with the calibration, and once sources that it does not know
 * say a twentieth of all. Needs `contact_evidence`.
 */
export async function trustSources(context: BuildContext): Promise<KeptTrust> {
  const { db, edition, asOf } = context
  const { newest } = await db.row<{ newest: string | null }>('SELECT max(seen) AS newest FROM rows')
  const units = await db.rows<{ name: string; rows: number }>(
    `SELECT left(sha256(origin), 16) AS name, count(k)::INTEGER AS rows FROM unit_names LEFT JOIN rows USING (unit)
     GROUP BY unit, origin ORDER BY unit`,
  )
  const names = units.map(({ name }) => name)
  const kept = await findKept(context)
  if (kept) {
    const all = units.reduce((sum, { rows }) => sum + rows, 0)
    const unknown = units.reduce((sum, { name, rows }) => sum + (kept.names.includes(name) ? 0 : rows), 0)
    if (unknown * UNKNOWN <= all) return { ...renumber(kept, names), asOf: asOf ?? newest }
  }
  return { ...learnTrust(await readClaims(context), asOf ?? newest), learned: edition, names }
}

/** The edition whose build learned what this build's draft believes of its sources. */
export async function trustName(path: string): Promise<string | null> {
  return ((await findJsonFile(path)) as KeptTrust | null)?.learned ?? null
}

async function findKept(context: BuildContext): Promise<KeptTrust | null> {
  const { paths, parentLedger, edition } = context
  if (parentLedger === null || (await calibrationName(context)) === edition) return null
  const kept = (await findJsonFile(join(paths.explain(parentLedger), 'trust.json'))) as Partial<KeptTrust> | null
  // Those of before were not made to be kept.
  return kept?.names ? (kept as KeptTrust) : null
}

/** The same under the numbers that sources have in this build. What is gone, is forgotten. */
function renumber(kept: KeptTrust, names: string[]): KeptTrust {
  const numbers = new Map(names.map((name, number) => [name, number]))
  const numberOf = (old: number) => numbers.get(kept.names[old] ?? '')
  const weights = Object.entries(kept.weights).map(([field, bySource]) => {
    const renumbered = Object.entries(bySource).flatMap(([old, weight]) => {
      const number = numberOf(Number(old))
      return number === undefined ? [] : [[number, weight] as const]
    })
    return [field, Object.fromEntries(renumbered)] as const
  })
  const ties = kept.ties.flatMap(([a, b, perMille]) => {
    const [one, other] = [numberOf(a), numberOf(b)]
    return one === undefined || other === undefined ? [] : [[one, other, perMille] as Trust['ties'][number]]
  })
  return { ...kept, names, weights: Object.fromEntries(weights) as Trust['weights'], ties }
}

/** What sources say of the same people: those of each whose records come first by their digests, which depends on nothing but what is said. */
async function readClaims({ db }: BuildContext): Promise<Claim[]> {
  const rows = await db.rows<{ number: number; said: string }>(
    `WITH told AS (SELECT p.person, p.k, unnest(o.units) AS unit FROM content_people p JOIN occurrences o USING (k)),
       shared AS (SELECT person, min(k) AS first FROM told GROUP BY person HAVING count(DISTINCT unit) > 1),
       chosen AS (SELECT DISTINCT person FROM (
         SELECT person, row_number() OVER (PARTITION BY unit ORDER BY first) AS place
         FROM (SELECT DISTINCT person, unit FROM told) JOIN shared USING (person)) WHERE place <= ${PEOPLE})
     SELECT e.number, e.said FROM contact_evidence e JOIN contact_ids i USING (id) JOIN chosen c ON c.person = i.cluster
     ORDER BY e.number`,
  )
  const claims: Claim[] = []
  for (let from = 0, to = 0; from < rows.length; from = to) {
    while (to < rows.length && rows[to].number === rows[from].number) to++
    claims.push(...listClaims(rows.slice(from, to).map(({ said }) => JSON.parse(said) as ContactEvidence)))
  }
  return claims
}
