import { kinds } from './kinds.ts'

/** The versions of all kinds in one line, for the manifest of an edition: `company-1 domain-1 email-1 …`. */
export const rulesVersion: string = Object.values(kinds)
  .map((kind) => `${kind.name}-${kind.version}`)
  .toSorted()
  .join(' ')
