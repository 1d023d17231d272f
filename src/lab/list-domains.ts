import { AS_OF } from './as-of.ts'
import { createCompanies } from './companies.ts'
import { faceAt, ownerOn } from './faces.ts'
import { hashText } from './random.ts'

/** Domains of a company of a world: the one it has on the world's day, and all that it or whom it took over ever had. */
export type TrueDomains = { now: string; ever: Set<string> }

/** Each company's domains, by its id in `workplaces.csv`. */
export function listDomains(world: { seed: string; people: number; changes: boolean }): Map<string, TrueDomains> {
  const companies = createCompanies({ ...world, seed: hashText(world.seed) })
  const idOf = (index: number) => `o${index + 1}`
  const domains = new Map<string, TrueDomains>()
  for (let index = 0; index < companies.count; index++)
    domains.set(idOf(index), { now: faceAt(companies.get(index), AS_OF).domain, ever: new Set() })
  for (let index = 0; index < companies.count; index++) {
    const company = companies.get(index)
    for (const id of new Set([idOf(index), idOf(ownerOn(company, AS_OF))])) {
      const { ever } = domains.get(id) as TrueDomains
      for (const { domain } of [company, ...company.faces]) ever.add(domain)
    }
  }
  return domains
}
