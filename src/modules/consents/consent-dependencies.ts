import type { Kysely } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import type { LinkSigner } from './link-signer.ts'
import type { ConsentTables } from './tables.ts'

/** Addresses of this module's pages, whole, for mails. */
export type ConsentLinks = {
  confirm: (token: string) => string
  preferences: (correspondent: string) => string
  unsubscribe: (correspondent: string, topic: string) => string
}

/** What the pages need of the rest. */
export type ConsentDependencies = {
  db: Kysely<ConsentTables>
  clock: Clock
  signer: LinkSigner
  links: ConsentLinks
  /** The privacy policy that holds now. */
  policy: () => Promise<{ version: string; href: string }>
  /** Where people are sent whose link does not work. */
  contact: string
}

/** Whole addresses below an origin that is known only when the server listens. */
export function consentLinks({ origin, signer }: { origin: () => string; signer: LinkSigner }): ConsentLinks {
  return {
    confirm: (token) => `${origin()}/confirm/${token}`,
    preferences: (correspondent) => `${origin()}/preferences/${signer.sign({ correspondent, topic: null })}`,
    unsubscribe: (correspondent, topic) => `${origin()}/unsubscribe/${signer.sign({ correspondent, topic })}`,
  }
}
