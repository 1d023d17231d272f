import { nameForms } from './person-names.ts'

/** What is known of a person, cleaned already. */
export type PersonParts = {
  /** First and last names, as written or folded. */
  names: readonly { first: string | null; last: string | null }[]
  /** `key` is the comparison key of `cleanEmail`; `carriers` how many distinct people are said to have the address. */
  emails: readonly { key: string; role: boolean; carriers: number }[]
  /** `mobile`: said or known to be one; `carriers` as above. */
  phones: readonly { e164: string; mobile: boolean; carriers: number }[]
  /** Comparison keys of `cleanCompany`. */
  companies: readonly string[]
  /** Registrable domains of employers; no free mail providers. */
  domains: readonly string[]
  /** Paths of LinkedIn pages. */
  linkedin: readonly string[]
}

/**
 * How far an identifier reaches. `sure`: it is this person's alone. `likely`: a namesake at the same employer may share it.
 * `asked`: it finds the person when somebody asks with it, and is never gathered: a mailbox of a job, or of many people.
 */
export type Reach = 'sure' | 'likely' | 'asked'

export type Identifier = { text: string; reach: Reach }

/** People who may share an address or a mobile before it is nobody's own: a couple, a person and their assistant. */
const FEW = 2

/** Forms of a name, companies, numbers and so on that are combined; nobody has more, and a wrong cluster may. */
const MOST = 32

/**
 * Every identifier of a person from cleaned parts, in a fixed order, none twice. A name counts only beside an employer or a
 * number, a switchboard only beside a name.
 */
export function identifiersOfParts(parts: PersonParts): Identifier[] {
  const found = new Map<string, Reach>()
  const add = (text: string, reach: Reach) => {
    const known = found.get(text)
    if (known === undefined || rank(reach) < rank(known)) found.set(text, reach)
  }
  for (const { key, role, carriers } of parts.emails) add(`email:${key}`, role || carriers > FEW ? 'asked' : 'sure')
  for (const { e164, mobile, carriers } of parts.phones) if (mobile && carriers <= FEW) add(`mobile:${e164}`, 'sure')
  for (const path of parts.linkedin) add(`linkedin:${path}`, 'sure')
  const forms = parts.names.map(nameForms)
  const names = distinct(forms.flatMap(({ whole }) => whole ?? []))
  combine(
    distinct(parts.phones.map(({ e164 }) => e164)),
    distinct(forms.flatMap(({ initialled }) => initialled)),
    (phone, name) => add(`phone-name:${phone}|${name}`, 'likely'),
  )
  combine(names, distinct(parts.companies), (name, company) => add(`name-company:${name}|${company}`, 'likely'))
  combine(names, distinct(parts.domains), (name, domain) => add(`name-domain:${name}|${domain}`, 'likely'))
  return Array.from(found, ([text, reach]) => ({ text, reach }))
}

function rank(reach: Reach): number {
  return reach === 'sure' ? 0 : reach === 'likely' ? 1 : 2
}

function combine(some: string[], others: string[], visit: (one: string, other: string) => void): void {
  for (const one of some) for (const other of others) visit(one, other)
}

/** Sorted by code unit, so that the order of the records never matters. */
function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
    .filter((text) => text !== '')
    .sort()
    .slice(0, MOST)
}
