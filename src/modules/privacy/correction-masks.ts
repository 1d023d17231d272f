import type { Kysely } from 'kysely'
import { wrongText } from './decide-correction.ts'
import { valueOf } from './held-fields.ts'
import type { ContactRow, PrivacyDependencies } from './privacy-dependencies.ts'
import type { PrivacyTables } from './tables.ts'

/** An edition of which it is to be said what to hide. */
export type MaskedEdition = {
  edition: string
  findByIdentifier(mac: Buffer): Promise<string[]>
  getContacts(ids: string[]): Promise<ContactRow[]>
}

type Dependencies = { db: Kysely<PrivacyTables>; key: PrivacyDependencies['key'] }
type Decision = { id: string; contact: string; identifiers: Buffer[]; field: string; wrong_mac: Buffer | null }

/**
 * Says which fields to hide in an edition, by contact: those that show a value that was found to be wrong. The decision
 * follows the person by their identifiers; a field that shows something else, the right value perhaps, is not hidden. What
 * was found in an edition is remembered while it is the last one: a field that is hidden shows nothing to compare.
 */
export function openCorrectionMasks({
  db,
  key,
}: Dependencies): (edition: MaskedEdition) => Promise<Map<string, string[]>> {
  let remembered = { edition: '', found: new Map<string, string[]>() }
  return async (edition) => {
    if (remembered.edition !== edition.edition) remembered = { edition: edition.edition, found: new Map() }
    const { found } = remembered
    const masks = new Map<string, string[]>()
    for (const decision of await listDecisions(db)) {
      const ids = new Set([...(found.get(decision.id) ?? []), ...(await findWrong(edition, decision, key))])
      found.set(decision.id, [...ids])
      for (const id of ids) masks.set(id, [...new Set([...(masks.get(id) ?? []), decision.field])])
    }
    return masks
  }
}

function listDecisions(db: Kysely<PrivacyTables>): Promise<Decision[]> {
  return db
    .selectFrom('corrections')
    .select(['id', 'contact', 'identifiers', 'field', 'wrong_mac'])
    .where('state', '=', 'in-force')
    .orderBy('id')
    .execute()
}

/** Contacts that show what a decision found to be wrong. */
async function findWrong(
  edition: MaskedEdition,
  { contact, identifiers, field, wrong_mac: wrong }: Decision,
  key: Dependencies['key'],
): Promise<string[]> {
  const others = await Promise.all(identifiers.map((mac) => edition.findByIdentifier(mac)))
  const rows = await edition.getContacts([...new Set([contact, ...others.flat()])])
  return rows.flatMap((row) => {
    const value = valueOf(row, field)
    const isWrong = value !== '' && (wrong === null || key.mac(wrongText(field, value)).equals(wrong))
    return isWrong ? [String(row.id)] : []
  })
}
