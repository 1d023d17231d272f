import { sql } from 'kysely'
import { getManifest } from '../../refinery/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { ContributionDependencies } from './contribution-dependencies.ts'
import type { Contribution } from './find-contribution.ts'
import { findOutcomes } from './find-outcomes.ts'
import type { Outcomes } from './find-outcomes.ts'

type Dependencies = Pick<ContributionDependencies, 'db' | 'data' | 'deliveries' | 'credit'>

/**
 * Writes down what an edition made of the contributions that waited for it, credits it once for each batch, and closes what was
 * taken back and is not in it. May be run again at any time: what was done is not done twice. Gives how many were built.
 */
export async function settleContributions(dependencies: Dependencies, edition: string): Promise<number> {
  const { db, data, deliveries } = dependencies
  const { created, report } = await getManifest(data, edition)
  const published = new Date(created)
  // No later than when the build read the list of batches.
  const began = new Date(published.getTime() - Math.ceil(report.seconds) * 1000 - 1000)
  const waiting = await db
    .selectFrom('contributions')
    .selectAll()
    .where('state', '=', 'waiting')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const all = await findOutcomes(
    data,
    edition,
    waiting.map(({ batch }) => batch),
  )
  const outcomes = new Map<string, Outcomes>()
  for (const { batch, created_at: given } of waiting) {
    const found = all?.get(batch)
    // A crash may have come between a contribution and the place of its batch: what was not there was not built.
    const placed = found?.size === 0 ? await deliveries.placedAt(batch) : null
    const wasThere = given < began && placed !== null && placed < began
    if (found && (found.size > 0 || wasThere)) outcomes.set(batch, found)
  }
  const built = waiting.filter(({ batch }) => outcomes.has(batch))
  for (const [source, contributions] of Map.groupBy(built, (each) => each.source)) {
    const repeated = await findRepeated(dependencies, source)
    for (const contribution of contributions) {
      const { batch } = contribution
      const known = { outcomes: outcomes.get(batch) ?? new Map(), repeated: repeated.get(batch) ?? new Set<number>() }
      await settle(dependencies, { contribution, edition, ...known })
    }
  }
  await bookOpen(dependencies)
  await close(dependencies, { edition, published })
  return built.length
}

/** Rows by batch that say who the source had said before; what was taken back before it was credited was not said. */
async function findRepeated({ db, deliveries }: Dependencies, source: string): Promise<Map<string, Set<number>>> {
  const given = sql<{ batch: string }>`
    SELECT batch FROM contributions
    WHERE source = ${source} AND (state <> 'taken-back' OR batch IN (SELECT batch FROM credited))
    GROUP BY batch ORDER BY min(created_at), min(id::text)`
  const { rows } = await given.execute(db)
  const repeated = await deliveries.listRepeated(rows.map(({ batch }) => batch))
  const grouped = Map.groupBy(repeated, ({ batch }) => batch)
  return new Map(Array.from(grouped, ([batch, own]) => [batch, new Set(own.map(({ row }) => row))]))
}

type Built = { contribution: Contribution; edition: string; outcomes: Outcomes; repeated: ReadonlySet<number> }

/** Counts, and fixes what is to be credited: rows that the account had given before, in whatever batch, do not count. */
async function settle({ db }: Dependencies, { contribution, edition, outcomes, repeated }: Built): Promise<void> {
  const { id, account, batch } = contribution
  await db.transaction().execute(async (trx) => {
    const still = await trx
      .selectFrom('contributions')
      .select('state')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (still.state !== 'waiting') return
    const rows = await trx.selectFrom('taken_back_rows').select('row').where('contribution', '=', id).execute()
    const gone = new Set(rows.map(({ row }) => Number(row)))
    const count = (state: 'new' | 'confirmed', but: (row: number) => boolean) =>
      Array.from(outcomes).filter(([row, each]) => each === state && !gone.has(row) && !but(row)).length
    const counts = { added: count('new', () => false), confirmed: count('confirmed', () => false) }
    await trx
      .updateTable('contributions')
      .set({ state: 'built', built_in: edition, ...counts })
      .where('id', '=', id)
      .execute()
    const isRepeated = (row: number) => repeated.has(row)
    const due = { added: count('new', isRepeated), confirmed: count('confirmed', isRepeated) }
    await trx
      .insertInto('credited')
      .values({ batch, edition, account, ...due })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const subject = `contribution:${id}`
    await recordAudit(trx, {
      actor: 'system',
      action: 'contribution.build',
      subject,
      detail: { account, batch, edition, ...counts },
    })
  })
}

/** Has what was fixed booked: again, if the last time ended between the booking and this row. */
async function bookOpen({ db, credit }: Dependencies): Promise<void> {
  const open = await db.selectFrom('credited').selectAll().where('booked', '=', false).orderBy('batch').execute()
  for (const { batch, edition, account, added, confirmed } of open) {
    await credit({ account, batch, edition, added, confirmed })
    await db.updateTable('credited').set({ booked: true }).where('batch', '=', batch).execute()
  }
}

/** What was taken back before an edition was published, and is not in it, is over. */
async function close(
  { db, data }: Dependencies,
  { edition, published }: { edition: string; published: Date },
): Promise<void> {
  const wholes = await db
    .selectFrom('contributions')
    .select(['id', 'batch', 'taken_back_at'])
    .where('state', '=', 'taken-back')
    .where('final', '=', false)
    .where('taken_back_at', '<', published)
    .execute()
  const left = await findOutcomes(
    data,
    edition,
    wholes.map(({ batch }) => batch),
  )
  for (const { id, batch, taken_back_at: at } of wholes) {
    if (left?.get(batch)?.size !== 0) continue
    await db
      .updateTable('contributions')
      .set({ final: true })
      .where('id', '=', id)
      .where('taken_back_at', '=', at)
      .execute()
  }
  const { rows } = await sql<{ contribution: string; batch: string; row: number }>`
    SELECT r.contribution, c.batch, r.row::float8 AS row
    FROM taken_back_rows r JOIN contributions c ON c.id = r.contribution
    WHERE NOT r.final AND r.at < ${published} AND c.state <> 'taken-back'`.execute(db)
  const byBatch = Map.groupBy(rows, (row) => row.batch)
  const outcomes = await findOutcomes(data, edition, [...byBatch.keys()])
  for (const [batch, taken] of byBatch) {
    const over = taken.filter(({ row }) => outcomes?.get(batch)?.has(row) === false)
    for (const { contribution, row } of over)
      await sql`UPDATE taken_back_rows SET final = true
        WHERE contribution = ${contribution} AND row = ${row} AND at < ${published}`.execute(db)
  }
}
