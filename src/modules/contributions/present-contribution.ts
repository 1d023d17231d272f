import type { z } from 'zod'
import type { Contribution } from './find-contribution.ts'
import type * as schemas from './schemas.ts'
import type { ContributionDatabase } from './tables.ts'

/** A contribution as it leaves, to its own account. */
export function presentContribution(row: Contribution): z.input<typeof schemas.ContributionItem> {
  const { id, kind, file, state, rows, rejected, dropped, terms, added, confirmed, final } = row
  return {
    id,
    kind,
    file,
    state,
    created: row.created_at.toISOString(),
    by: row.user_id,
    terms,
    rows,
    rejected,
    dropped,
    edition: row.built_in,
    added,
    confirmed,
    takenBack: row.taken_back_at?.toISOString() ?? null,
    final,
  }
}

/** A contribution with what was taken back of it and what it is credited for. */
export async function presentDetail(
  db: ContributionDatabase,
  row: Contribution,
): Promise<z.input<typeof schemas.ContributionDetail>> {
  const [taken, credited] = await Promise.all([
    db
      .selectFrom('taken_back_rows')
      .select((select) => select.fn.countAll<string>().as('n'))
      .where('contribution', '=', row.id)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('credited')
      .select(['added', 'confirmed', 'booked'])
      .where('batch', '=', row.batch)
      .executeTakeFirst(),
  ])
  return { ...presentContribution(row), takenBackRows: Number(taken.n), credits: credited ?? null }
}
