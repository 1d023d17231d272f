import { AS_OF } from './as-of.ts'
import type { Companies, Company, Face } from './company.ts'
import { nameCompany } from './company-names.ts'
import { Random } from './random.ts'

type Named = Pick<Face, 'core' | 'form' | 'domain' | 'owner'>

/** How many days before the world's day companies begin to change: longer than the oldest row is old. */
const SPAN = 1800

/**
 * How often a year. Mergers: 1.6 % of the places of small companies had another owner after four years, of large ones several times as
 * many (Armington and Robb, Mergers and Acquisitions in the United States 1990–1994, US Census Bureau CES-98-15). Renames and new
 * domains: nobody counts them outside stock exchanges; one in a hundred is an assumption.
 */
const RATES = { mergerSmall: 0.004, mergerLarge: 0.016, rename: 0.01, domain: 0.01 }
const LARGE = 250 // employees

/** What the company is called on a day. */
export function faceAt(company: Company, day: number): Named {
  return company.faces.findLast((face) => face.from <= day) ?? company
}

/** The company, by its number, that this one is on a day: itself, or who has taken it over. */
export function ownerOn(company: Company, day: number): number {
  return faceAt(company, day).owner ?? company.index
}

/** Draws what becomes of a company: a new name, a new domain, a larger company that takes it over and all that becomes of that one. */
export function drawFaces(of: { seed: number; company: Company; companies: Companies }): Face[] {
  const { seed, company, companies } = of
  const random = new Random(seed, 'fate', company.index)
  const years = SPAN / 365
  const happens = (rate: number) => {
    const from = AS_OF - random.between(1, SPAN)
    return random.chance(rate * years) ? from : null
  }
  const days = { rename: happens(RATES.rename), domain: happens(RATES.domain) }
  const merged = happens(company.employees < LARGE ? RATES.mergerSmall : RATES.mergerLarge)
  const buyer = merged === null ? null : drawBuyer(random, companies, company)
  const end = buyer === null ? Infinity : (merged ?? Infinity)
  const faces = Object.entries(days)
    .flatMap(([event, from]) => (from === null || from >= end ? [] : [{ event: event as keyof typeof days, from }]))
    .toSorted((a, b) => a.from - b.from)
  const own: Face[] = []
  for (const { event, from } of faces)
    own.push({ from, event, ...change(random, { ...of, event, before: own.at(-1) ?? company }) })
  if (buyer === null || merged === null) return own
  const { core, form, domain } = faceAt(buyer, merged)
  return [
    ...own,
    { from: merged, event: 'merger', owner: ownerOn(buyer, merged), core, form, domain },
    ...buyer.faces.filter(({ from }) => from > merged).map((face) => ({ ...face, owner: face.owner ?? buyer.index })),
  ]
}

/** A larger company of the same country, where one is soon found. */
function drawBuyer(random: Random, companies: Companies, company: Company): Company | null {
  for (let tries = 0; tries < 12; tries++) {
    const index = companies.draw(random)
    if (index < company.index && companies.country(index) === company.country) return companies.get(index)
  }
  return null
}

type Change = { seed: number; company: Company; companies: Companies; event: 'rename' | 'domain'; before: Named }

/** New names are those that companies beyond the last one would have: nobody else bears them. One in three keeps its domain. */
function change(random: Random, { seed, company, companies, event, before }: Change): Named {
  const [name, ending] = before.domain.split('.')
  if (event === 'domain')
    return {
      ...before,
      domain: random.pick([`${name}-hq.${ending}`, `my${name}.${ending}`, `${name}-group.${ending}`]),
    }
  const { core, slug } = nameCompany(random, { seed, index: company.index + companies.count, country: company.country })
  return { core, form: before.form, domain: random.chance(1 / 3) ? before.domain : `${slug}.${ending}` }
}
