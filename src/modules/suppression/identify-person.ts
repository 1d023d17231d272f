import { identifierOfEmail, identifiersOf } from '../../engine/identity/index.ts'

/** What somebody tells of themselves to be found by. */
export type GivenPerson = { email: string; name?: string | undefined; company?: string | undefined }

/** Identifiers of somebody who tells of themselves; none when the address is none. */
export function identifyPerson({ email, name, company }: GivenPerson): string[] {
  if (identifierOfEmail(email) === null) return []
  return identifiersOf(
    { emails: [email], names: name ? [name] : [], companies: company ? [company] : [] },
    { given: true },
  )
}
