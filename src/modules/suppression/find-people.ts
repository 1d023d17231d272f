import type { ListedContacts, Listing } from './stop-dependencies.ts'

/** Contacts of the edition that is served, and every identifier that they and whoever asked have. */
export type FoundPeople = { edition: string | null; contacts: string[]; macs: Buffer[] }

/**
 * Finds whom identifiers belong to, and what else belongs to them: another address, the number under which they were
 * listed, an earlier employer's. Whoever shares one of those is the same person and is found with them.
 */
export async function findPeople(listing: Listing, given: Buffer[]): Promise<FoundPeople> {
  const edition = listing.edition()
  const macs = new Map(given.map((mac) => [mac.toString('hex'), mac]))
  if (edition === null) return { edition, contacts: [], macs: sorted(macs) }
  const contacts = await listing.use(async (catalogue) => {
    const near = await findAll(catalogue, given)
    for (const id of near) for (const mac of await catalogue.identifiersOf(id)) macs.set(mac.toString('hex'), mac)
    return findAll(catalogue, macs.values())
  })
  return { edition, contacts: [...contacts].toSorted(), macs: sorted(macs) }
}

async function findAll(catalogue: ListedContacts, macs: Iterable<Buffer>): Promise<Set<string>> {
  const found = await Promise.all(Array.from(macs, (mac) => catalogue.findByIdentifier(mac)))
  return new Set(found.flat())
}

function sorted(macs: Map<string, Buffer>): Buffer[] {
  return [...macs.values()].toSorted((a, b) => a.compare(b))
}
