import type { Kysely } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import type { KeyRing } from '../../platform/keys/index.ts'
import type { SuppressionTables } from './tables.ts'

/**
 * Makes sure that the key is the one that suppressions were made under, and writes down what a new one makes of a fixed
 * text while there are none. Throws `internal` otherwise: with a wrong key everybody who asked to be left in peace would
 * be listed again.
 */
export async function checkKey(db: Kysely<SuppressionTables>, { version, check }: Pick<KeyRing, 'version' | 'check'>) {
  const known = await db
    .selectFrom('suppression_keys')
    .select('check')
    .where('version', '=', version)
    .executeTakeFirst()
  if (known?.check.equals(check)) return
  const used = await db.selectFrom('suppressions').select('id').limit(1).executeTakeFirst()
  if (used)
    throw new AppError(
      'internal',
      'keys/suppression.key is not the key that the suppressions in the database were made under. Restore it from a backup.',
    )
  await db
    .insertInto('suppression_keys')
    .values({ version, check })
    .onConflict((conflict) => conflict.column('version').doUpdateSet({ check }))
    .execute()
}
