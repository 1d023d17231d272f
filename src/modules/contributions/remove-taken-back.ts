import { sql } from 'kysely'
import type { ContributionDependencies } from './contribution-dependencies.ts'
import { lockContributions } from './lock-contributions.ts'

type Dependencies = Pick<ContributionDependencies, 'db' | 'deliveries'>

/** Batches that nobody gives any more, and that no undo brings back. */
const OVER = sql`SELECT batch, account, batch IN (SELECT batch FROM credited) AS credited FROM contributions`
const ALL_OVER = sql`GROUP BY batch, account HAVING bool_and(state = 'taken-back' AND final) ORDER BY batch`

type Over = { batch: string; account: string; credited: boolean }

/**
 * Removes from the disk what was taken back for good, once no edition that may be served again was built with it. Of what was
 * credited, keyed digests stay, so that nobody is credited for the same people again. Gives how many batches were removed.
 */
export async function removeTakenBack({ db, deliveries }: Dependencies): Promise<number> {
  const { rows } = await sql<Over>`${OVER} ${ALL_OVER}`.execute(db)
  const placed = await Promise.all(rows.map(async (row) => ((await deliveries.placedAt(row.batch)) ? [row] : [])))
  const there = placed.flat()
  const needed = await deliveries.listNeeded(there.map(({ batch }) => batch))
  let removed = 0
  for (const { batch, account } of there) {
    if (needed.has(batch)) continue
    // Nobody gives the same again meanwhile: it would be taken for placed, and gone.
    const isRemoved = await db.transaction().execute(async (trx) => {
      await lockContributions(trx, account)
      const still = await sql<Over>`${OVER} WHERE batch = ${batch} ${ALL_OVER}`.execute(trx)
      const [over] = still.rows
      if (over) await deliveries.remove(batch, { remember: over.credited })
      return over !== undefined
    })
    if (isRemoved) removed++
  }
  return removed
}
