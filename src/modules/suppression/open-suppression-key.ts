import type { Kysely } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import { openKeyRing } from '../../platform/keys/index.ts'
import type { KeyRing } from '../../platform/keys/index.ts'
import type { SuppressionTables } from './tables.ts'

/**
 * Opens the key of a data directory and makes sure that it is the one that suppressions were made under; makes one while
 * there are none. Throws `unavailable` when it is missing, `internal` when it is another: with a wrong key everybody who
 * asked to be left in peace would be listed again.
 */
export async function openSuppressionKey({
  db,
  data,
}: {
  db: Kysely<SuppressionTables>
  data: string
}): Promise<KeyRing> {
  const used = await db.selectFrom('suppressions').select('id').limit(1).executeTakeFirst()
  const key = await openKeyRing({ data, create: used === undefined })
  const { version, check } = key
  const known = await db
    .selectFrom('suppression_keys')
    .select('check')
    .where('version', '=', version)
    .executeTakeFirst()
  if (known?.check.equals(check)) return key
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
  return key
}
