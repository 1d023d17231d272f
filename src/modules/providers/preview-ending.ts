import { getProvider } from './list-providers.ts'
import { listStanding } from './list-withdrawn.ts'
import type { EndingDependencies, Hidden } from './provider-dependencies.ts'

/** What would be hidden if nothing of a provider were used any more. */
export type Ending = {
  edition: string | null
  batches: number
  contacts: number
  fields: number
  byField: Record<string, number>
}

/** Counts what would be hidden now if the contract of a provider ended: what is hidden already does not count. Throws `not_found`. */
export async function previewEnding(dependencies: EndingDependencies, provider: string): Promise<Ending> {
  await getProvider(dependencies, provider)
  const edition = dependencies.edition()
  const deliveries = await listStanding(dependencies, provider)
  const batches = deliveries.filter(({ running }) => running !== null).map(({ batch }) => batch)
  const none = { edition, batches: batches.length, contacts: 0, fields: 0, byField: {} }
  if (edition === null || batches.length === 0) return none
  const before = await dependencies.hiddenWithout(edition, [])
  return { ...none, ...countMore(before, await dependencies.hiddenWithout(edition, batches)) }
}

function countMore(before: Hidden, after: Hidden): Pick<Ending, 'contacts' | 'fields' | 'byField'> {
  const known = new Set(before.contacts)
  const contacts = [...after.contacts].filter((id) => !known.has(id)).length
  const counts = new Map<string, number>()
  for (const [id, fields] of after.fields) {
    const hidden = before.fields.get(id) ?? []
    for (const field of fields) if (!hidden.includes(field)) counts.set(field, (counts.get(field) ?? 0) + 1)
  }
  const byField = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  return { contacts, fields: [...counts.values()].reduce((sum, count) => sum + count, 0), byField }
}
