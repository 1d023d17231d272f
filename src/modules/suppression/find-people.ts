import type { KeyRing } from '../../platform/keys/index.ts'
import type { ListedContacts, Listing } from './stop-dependencies.ts'

/** Contacts of the edition that is served, and every identifier that they and whoever asked have, sorted. */
export type FoundPeople = {
  edition: string | null
  /** Who has one of the given identifiers. */
  own: string[]
  /** They, and whoever shares another identifier with them. */
  contacts: string[]
  macs: Buffer[]
}

type Finding = { listing: Listing; key: Pick<KeyRing, 'mac'> }

/**
 * Finds whom identifiers belong to, and what else belongs to them: another address, the number under which they were
 * listed, an earlier employer's. Whoever shares one of those is taken for the same person when somebody is to be left in
 * peace, and never when something is shown.
 */
export async function findPeople({ listing, key }: Finding, identifiers: string[]): Promise<FoundPeople> {
  const given = identifiers.map((identifier) => key.mac(identifier))
  const edition = listing.edition()
  const macs = new Map(given.map((mac) => [mac.toString('hex'), mac]))
  if (edition === null) return { edition, own: [], contacts: [], macs: sorted(macs) }
  const { own, all } = await listing.use(async (catalogue) => {
    const near = await findAll(catalogue, given)
    for (const id of near) for (const mac of await catalogue.identifiersOf(id)) macs.set(mac.toString('hex'), mac)
    return { own: near, all: await findAll(catalogue, macs.values()) }
  })
  return { edition, own: [...own].toSorted(), contacts: [...all].toSorted(), macs: sorted(macs) }
}

async function findAll(catalogue: ListedContacts, macs: Iterable<Buffer>): Promise<Set<string>> {
  const found = await Promise.all(Array.from(macs, (mac) => catalogue.findByIdentifier(mac)))
  return new Set(found.flat())
}

function sorted(macs: Map<string, Buffer>): Buffer[] {
  return [...macs.values()].toSorted((a, b) => a.compare(b))
}
