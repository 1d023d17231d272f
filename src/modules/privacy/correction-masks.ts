import type { Kysely } from 'kysely'
import { wrongText } from './decide-correction.ts'
import { valueOf } from './held-fields.ts'
import type { ContactRow, PrivacyDependencies } from './privacy-dependencies.ts'
import type { PrivacyTables } from './tables.ts'

/** An edition before it is served: nothing is hidden in it yet. */
export type MaskedEdition = {
  findByIdentifier(mac: Buffer): Promise<string[]>
  getContacts(ids: string[]): Promise<ContactRow[]>
}

/**
 * Fields to hide in an edition, by contact: those that still show a value that was found to be wrong. The decision follows
 * the person by their identifiers; a field that shows something else, the right value perhaps, is not hidden.
 */
export async function correctionMasks(
  edition: MaskedEdition,
  { db, key }: { db: Kysely<PrivacyTables>; key: PrivacyDependencies['key'] },
): Promise<Map<string, string[]>> {
  const decisions = await db
    .selectFrom('corrections')
    .select(['contact', 'identifiers', 'field', 'wrong_mac'])
    .where('state', '=', 'in-force')
    .execute()
  const masks = new Map<string, string[]>()
  for (const { contact, identifiers, field, wrong_mac: wrong } of decisions) {
    const found = await Promise.all(identifiers.map((mac) => edition.findByIdentifier(mac)))
    const ids = [...new Set([contact, ...found.flat()])]
    for (const row of await edition.getContacts(ids)) {
      const value = valueOf(row, field)
      if (value === '' || (wrong && !key.mac(wrongText(field, value)).equals(wrong))) continue
      const id = String(row.id)
      masks.set(id, [...new Set([...(masks.get(id) ?? []), field])])
    }
  }
  return masks
}
