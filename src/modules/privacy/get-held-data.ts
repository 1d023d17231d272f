import { findPeople, identifyPerson } from '../suppression/index.ts'
import { heldFields, valueOf } from './held-fields.ts'
import type { ContactRow, Disclosure, PrivacyDependencies, Support } from './privacy-dependencies.ts'

/** A field as its owner sees it. */
export type HeldValue = {
  field: string
  label: string
  value: string
  /** In percent; null where none is reckoned. */
  confidence: number | null
  /** ISO day of the first record that says so; null when nobody wrote it down. */
  since: string | null
  /** Kinds of sources, never which. */
  sources: Support['kind'][]
}

/** A contact as the person behind it sees it. */
export type HeldContact = {
  id: string
  name: string
  fields: HeldValue[]
  /** Who received it, by name. */
  recipients: { name: string; at: string; fields: string[] }[]
  /** Newest evidence, ISO day. */
  seen: string | null
}

/** Everything held under an address, contact by contact; what is hidden is not listed and not shown. */
export async function getHeldData(
  { catalogue, evidence, key }: Pick<PrivacyDependencies, 'catalogue' | 'evidence' | 'key'>,
  address: string,
): Promise<HeldContact[]> {
  const { own: contacts } = await findPeople({ listing: catalogue, key }, identifyPerson({ email: address }))
  const rows = contacts.length === 0 ? [] : await catalogue.getContacts(contacts)
  return Promise.all(
    rows.map(async (row) => {
      const id = String(row.id)
      const [support, disclosures] = await Promise.all([evidence.supportOf(id), evidence.disclosuresOf(id)])
      const names = await evidence.nameAccounts(disclosures.map(({ account }) => account))
      return present(row, { support, disclosures, names })
    }),
  )
}

type Known = { support: Support[]; disclosures: Disclosure[]; names: Map<string, string> }

function present(row: ContactRow, { support, disclosures, names }: Known): HeldContact {
  const fields = heldFields.flatMap(({ field, label, confidence, group }) => {
    const value = valueOf(row, field)
    if (value === '') return []
    const records = support.filter((record) => record.fields.includes(group))
    const perMille = confidence === null ? null : row[confidence]
    return {
      field,
      label,
      value,
      confidence: typeof perMille === 'number' ? Math.round(perMille / 10) : null,
      since: records.flatMap(({ since }) => since || []).toSorted()[0] ?? null,
      sources: [...new Set(records.map(({ kind }) => kind))].toSorted(),
    }
  })
  // What goes along with a field, such as its confidence, has no name of its own.
  const labelsOf = (given: string[]) =>
    heldFields.filter(({ field }) => given.includes(field)).map(({ label }) => label)
  return {
    id: String(row.id),
    name: valueOf(row, 'name'),
    fields,
    recipients: disclosures.map(({ account, at, fields: given }) => ({
      name: names.get(account) ?? 'An account that no longer exists',
      at: at.toISOString(),
      fields: labelsOf(given),
    })),
    seen: valueOf(row, 'seen') || null,
  }
}
