import { learnTrust, listClaims, type Claim, type ContactEvidence, type Trust } from '../../engine/merge/index.ts'
import type { BuildContext } from '../build/build-context.ts'

/** People of each source from whom it is learned how far it is to be believed. */
const PEOPLE = 2000

/**
 * Learns how far each source is to be believed from what it and others say of the same people: those of each source whose
 * records come first by their digests, which depends on nothing but what is said. Needs `contact_evidence`.
 */
export async function trustSources({ db, asOf }: BuildContext): Promise<Trust> {
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
  const { newest } = await db.row<{ newest: string | null }>('SELECT max(seen) AS newest FROM rows')
  return learnTrust(claims, asOf ?? newest)
}
