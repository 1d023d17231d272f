import { createHash } from 'node:crypto'
import { AppError } from '../../platform/errors/index.ts'
import { findPeople } from './find-people.ts'
import { hidePeople } from './hide-people.ts'
import { identifyPerson } from './identify-person.ts'
import type { GivenPerson } from './identify-person.ts'
import type { StopDependencies } from './stop-dependencies.ts'
import { newStatusToken, suppress } from './suppress.ts'
import type { Channel } from './tables.ts'

export type Stop = GivenPerson & {
  channel: Channel
  actor: string
  /** What tells one sending of a form from another, so that one sent twice is one stop. */
  form?: string
}

/**
 * Stops the sale of a person's data: in force on every road before this returns, and for every identifier that the
 * contact has. Gives the number and the token of the page that shows its state, the same way whether somebody was found
 * or not. Throws `bad_input` when the address is none.
 */
export async function stop(
  { db, key, listing, clock }: StopDependencies,
  { channel, actor, form, ...person }: Stop,
): Promise<{ number: string; token: string }> {
  const given = identifyPerson(person)
  if (given.length === 0) throw new AppError('bad_input', 'This does not look like an e-mail address.')
  const found = await findPeople({ listing, key }, given)
  const token = form ? tokenOf(form, given) : newStatusToken()
  const answer = await db
    .transaction()
    .execute((trx) => suppress(trx, { macs: found.macs, channel, actor, key, clock, token }))
  await hidePeople(listing, found)
  return answer
}

/** The token of a form that is sent again with the same content is the same; with another, it is another. */
function tokenOf(form: string, identifiers: string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([form, ...identifiers]))
    .digest('base64url')
}
