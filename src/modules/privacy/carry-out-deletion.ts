import { AppError } from '../../platform/errors/index.ts'
import { identifyPerson, suppress } from '../suppression/index.ts'
import { getRequest } from './find-request.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { readPerson } from './read-papers.ts'
import { closing, workOn, writeTo } from './work-on-request.ts'
import type { Desk } from './work-on-request.ts'

const WORDS =
  'What we held about you is deleted: no edition shows it any more, and no later one is made with it. What stays is a mark that cannot be read back and keeps you from being listed again.'

/**
 * Deletes what is held of somebody: suppressed for every identifier, and the rows of every batch that speak of them are
 * taken out of every later build. The person is told. Throws `conflict` when the request names nobody.
 */
export async function carryOutDeletion(
  dependencies: PrivacyDependencies,
  { contacts: chosen, ...desk }: Desk & { contacts?: string[] | undefined },
): Promise<void> {
  const { db, seal, clock, key, catalogue, evidence } = dependencies
  const found = await getRequest(db, desk.number)
  const contacts = chosen ?? found.contacts
  const person = await readPerson(db, seal, found.id)
  const given = person?.email ? identifyPerson({ email: person.email }).map((each) => key.mac(each)) : []
  if (contacts.length === 0 && given.length === 0)
    throw new AppError('conflict', 'Whom is it about? The request names nobody: choose the contacts.')
  const known = await identifiersOf(catalogue, contacts)
  const macs = [...given, ...known].toSorted((a, b) => a.compare(b))
  const rows = (await Promise.all(contacts.map((contact) => evidence.supportOf(contact)))).flat()
  await workOn(dependencies, desk, async ({ request, trx }) => {
    await suppress(trx, { macs, channel: 'case', actor: desk.actor, key, clock, number: request.number })
    for (const { batch, row } of rows)
      await trx
        .insertInto('tombstones')
        .values({ batch, row: String(row), request: request.id })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    const sent = await writeTo(trx, { request, subject: 'Your data is deleted', text: WORDS }, dependencies)
    const detail = { contacts: contacts.length, rows: rows.length, sent }
    return { kind: 'deleted', detail, change: { ...closing(request, 'done', dependencies), contacts } }
  })
  catalogue.hide(contacts)
  await catalogue.refreshMasks()
}

async function identifiersOf(catalogue: PrivacyDependencies['catalogue'], contacts: string[]): Promise<Buffer[]> {
  if (contacts.length === 0) return []
  const found = await catalogue.use((edition) => Promise.all(contacts.map((contact) => edition.identifiersOf(contact))))
  return found.flat()
}
