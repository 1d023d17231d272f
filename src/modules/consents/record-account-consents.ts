import type { Transaction } from 'kysely'
import type { Clock } from '../../platform/clock/index.ts'
import { accountConsents } from './consent-words.ts'
import { channels, recordConsent } from './record-consent.ts'
import { topics } from './registration-kinds.ts'
import type { Channel } from './tables.ts'

type Chosen = {
  user: string
  address: string
  /** Names of the tick boxes of `accountConsents` that were ticked. */
  ticked: string[]
  policyVersion: string
  remoteAddress: string | null
  clock: Clock
}

/** Adds to the ledger what a new user chose on the form of the account, whose address is proven, in the caller's transaction. */
export async function recordAccountConsents<Tables>(
  trx: Transaction<Tables>,
  { user, ticked, ...chosen }: Chosen,
): Promise<void> {
  const given = Object.fromEntries(
    channels.map((channel) => [channel, ticked.includes(`consent-${channel}`)]),
  ) as Record<Channel, boolean>
  const form = [accountConsents.note, ...accountConsents.consents.map(({ label }) => `[ ] ${label}`)].join('\n')
  await recordConsent(trx, {
    ...chosen,
    given,
    form,
    topics: topics.map(({ name }) => name),
    source: `user:${user}`,
    basis: 'confirmation',
  })
}
