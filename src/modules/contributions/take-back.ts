import { AppError } from '../../platform/errors/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { ContributionDependencies, Member } from './contribution-dependencies.ts'
import { getContribution } from './find-contribution.ts'
import type { Contribution } from './find-contribution.ts'
import type { ContributionTransaction } from './tables.ts'

type Asked = Member & { id: string }
type AskedRow = Asked & { row: number }
type Dependencies = Pick<ContributionDependencies, 'db' | 'clock' | 'served' | 'deliveries'>

const GONE = 'An edition was built without it since: give it again instead.'
const WHOLE = 'The whole contribution was taken back.'

/**
 * Takes a contribution back: what is shown on its word alone is hidden when this has ended, and the next edition is built
 * without it. Taken back twice is taken back once. Throws `not_found`.
 */
export async function takeBack(dependencies: Dependencies, asked: Asked): Promise<void> {
  const { clock } = dependencies
  await change(dependencies, asked, async (trx, { id, state }) => {
    if (state === 'taken-back') return false
    const taken = { state: 'taken-back', taken_back_at: clock.now() } as const
    await trx.updateTable('contributions').set(taken).where('id', '=', id).execute()
    await record(trx, asked, { action: 'contribution.take-back' })
    return true
  })
}

/** Takes back that a contribution was taken back, as long as no edition was built without it. Throws `conflict`, `not_found`. */
export async function giveAgain(dependencies: Dependencies, asked: Asked): Promise<void> {
  await change(dependencies, asked, async (trx, { id, state, final, batch, built_in }) => {
    if (state !== 'taken-back') return false
    if (final) throw new AppError('conflict', GONE)
    const other = await trx
      .selectFrom('contributions')
      .select('id')
      .where('batch', '=', batch)
      .where('state', '<>', 'taken-back')
      .executeTakeFirst()
    if (other) throw new AppError('conflict', 'You have given exactly this again since.')
    const given = { state: built_in === null ? 'waiting' : 'built', taken_back_at: null } as const
    await trx.updateTable('contributions').set(given).where('id', '=', id).execute()
    await record(trx, asked, { action: 'contribution.give-again' })
    return true
  })
}

/** Takes one row back, as `takeBack` does with all. Throws `not_found` for a row that was never taken, `conflict`. */
export async function takeBackRow(dependencies: Dependencies, asked: AskedRow): Promise<void> {
  const { db, deliveries, clock } = dependencies
  const { account, id, row } = asked
  const { batch, state: before } = await getContribution(db, { account, id })
  // Its batch may have left the disk: to say that it has no such row would be wrong.
  if (before === 'taken-back') throw new AppError('conflict', WHOLE)
  if (!(await deliveries.hasRow(batch, row))) throw new AppError('not_found', 'This contribution has no such row.')
  await change(dependencies, asked, async (trx, { state }) => {
    if (state === 'taken-back') throw new AppError('conflict', WHOLE)
    const { numInsertedOrUpdatedRows: made } = await trx
      .insertInto('taken_back_rows')
      .values({ contribution: id, row, at: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (!made) return false
    await record(trx, asked, { action: 'contribution.take-back', detail: { row } })
    return true
  })
}

/** Takes back that a row was taken back, as long as no edition was built without it. Throws `conflict`, `not_found`. */
export async function giveRowAgain(dependencies: Dependencies, asked: AskedRow): Promise<void> {
  const { id, row } = asked
  await change(dependencies, asked, async (trx) => {
    const own = trx
      .selectFrom('taken_back_rows')
      .select('final')
      .where('contribution', '=', id)
      .where('row', '=', String(row))
    const taken = await own.executeTakeFirst()
    if (!taken) return false
    if (taken.final) throw new AppError('conflict', GONE)
    await trx.deleteFrom('taken_back_rows').where('contribution', '=', id).where('row', '=', String(row)).execute()
    await record(trx, asked, { action: 'contribution.give-again', detail: { row } })
    return true
  })
}

/** Changes a contribution in a transaction that nobody else changes it in; what is hidden is as it says when this has ended. */
async function change(
  { db, served }: Dependencies,
  { account, id }: Asked,
  work: (trx: ContributionTransaction, contribution: Contribution) => Promise<boolean>,
): Promise<void> {
  await db.transaction().execute(async (trx) => work(trx, await getContribution(trx, { account, id, lock: true })))
  // Also when nothing changed: the request before may have died here.
  if (served.edition() !== null) await served.refreshMasks()
}

async function record(
  trx: ContributionTransaction,
  { account, user, id }: Asked,
  { action, detail = {} }: { action: string; detail?: object },
): Promise<void> {
  await recordAudit(trx, {
    actor: `user:${user}`,
    action,
    subject: `contribution:${id}`,
    detail: { account, ...detail },
  })
}
