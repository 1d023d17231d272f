import type { Clock } from '../../platform/clock/index.ts'
import { newId } from '../../platform/ids/index.ts'
import type { ContributionDatabase } from './tables.ts'

/** The opaque id under which an account delivers; made when it is first asked for. */
export async function sourceOf(
  db: ContributionDatabase,
  { account, clock }: { account: string; clock: Clock },
): Promise<string> {
  const find = () =>
    db.selectFrom('sources').select('id').where('account', '=', account).where('kind', '=', 'member').executeTakeFirst()
  const known = await find()
  if (known) return known.id
  await db
    .insertInto('sources')
    .values({ id: newId({ clock }), kind: 'member', account, created_at: clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const made = await find()
  return made?.id ?? sourceOf(db, { account, clock })
}
