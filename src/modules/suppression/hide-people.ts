import type { FoundPeople } from './find-people.ts'
import type { Listing } from './stop-dependencies.ts'

/** Hides whom a suppression that is written down is about, on every road, before this resolves. */
export async function hidePeople(
  listing: Listing,
  { contacts, edition }: Pick<FoundPeople, 'contacts' | 'edition'>,
): Promise<void> {
  listing.hide(contacts)
  // Another edition came meanwhile, where they may have other ids.
  if (listing.edition() !== edition) await listing.refreshMasks()
}
