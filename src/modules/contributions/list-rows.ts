import type { ContributionDependencies } from './contribution-dependencies.ts'
import { findOutcomes } from './find-outcomes.ts'
import { getContribution } from './find-contribution.ts'
import type { Contribution } from './find-contribution.ts'

export type RowState = 'waiting' | 'new' | 'confirmed' | 'refused' | 'taken-back'
export type ContributedRow = { row: number; state: RowState; reason: string | null; final: boolean }

type Page = { account: string; id: string; limit: number; offset: number }

/**
 * What became of each row of a contribution, by its line. The state depends on what the batches say alone: not on what is shown
 * of the person, nor on whether they are listed at all.
 */
export async function listRows(
  { db, data, deliveries, served }: ContributionDependencies,
  { account, id, limit, offset }: Page,
): Promise<{ total: number; items: ContributedRow[] }> {
  const contribution = await getContribution(db, { account, id })
  const edition = served.edition()
  const [{ total, items }, takenBack, outcomes] = await Promise.all([
    deliveries.listRows(contribution.batch, { limit, offset }),
    db.selectFrom('taken_back_rows').select(['row', 'final']).where('contribution', '=', id).execute(),
    edition === null ? null : findOutcomes(data, edition, [contribution.batch]),
  ])
  const gone = new Map(takenBack.map(({ row, final }) => [Number(row), final]))
  const passed = edition !== null && contribution.built_in !== null && edition >= contribution.built_in
  const stateOf = stateIn(contribution, { gone, outcomes: outcomes?.get(contribution.batch) ?? null, passed })
  return { total, items: items.map(({ row, reason }) => ({ row, ...stateOf(row, reason) })) }
}

type Known = {
  gone: Map<number, boolean>
  outcomes: Map<number, 'new' | 'confirmed'> | null
  /** Whether the edition was built with it. */
  passed: boolean
}

function stateIn(
  contribution: Contribution,
  { gone, outcomes, passed }: Known,
): (row: number, reason: string | null) => Omit<ContributedRow, 'row'> {
  return (row, reason) => {
    if (reason !== null) return { state: 'refused', reason, final: true }
    if (contribution.state === 'taken-back') return { state: 'taken-back', reason: null, final: contribution.final }
    const final = gone.get(row)
    if (final !== undefined) return { state: 'taken-back', reason: null, final }
    const state = outcomes?.get(row)
    if (state) return { state, reason: null, final: false }
    // Rows of which cleaning left nobody are in no edition.
    if (passed && outcomes) return { state: 'refused', reason: 'no_person', final: false }
    return { state: 'waiting', reason: null, final: false }
  }
}
