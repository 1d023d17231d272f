import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { getRequest } from './find-request.ts'
import { heldFields, valueOf } from './held-fields.ts'
import type { HeldField } from './held-fields.ts'
import type { ContactRow, PrivacyDependencies } from './privacy-dependencies.ts'
import { readPapers, wishIn } from './read-papers.ts'
import { dayOf } from './request-clock.ts'
import { closing, workOn, writeTo } from './work-on-request.ts'
import type { Desk } from './work-on-request.ts'

export type Decision = Desk & {
  accept: boolean
  /** What the request does not name, or names wrongly. */
  contact?: string | undefined
  field?: string | undefined
  /** What is right; empty when the field should go. */
  value?: string | undefined
  /** Why it is refused. */
  text?: string | undefined
}

/**
 * Decides on a correction. Accepted: the wrong value is hidden at once, in this edition and wherever a later one still
 * shows it, and the right one goes into the next build as a record of the person themselves. The person is told.
 */
export async function decideCorrection(dependencies: PrivacyDependencies, decision: Decision): Promise<void> {
  const { accept, text, ...desk } = decision
  if (!accept) return refuse(dependencies, { ...desk, text })
  const { field, row, value } = await readDecision(dependencies, decision)
  const { clock, key, catalogue, evidence } = dependencies
  const contact = String(row.id)
  const held = valueOf(row, field.field)
  const identifiers = await catalogue.use((edition) => edition.identifiersOf(contact))
  await workOn(dependencies, desk, async ({ request, trx }) => {
    await trx
      .insertInto('corrections')
      .values({
        id: newId({ clock }),
        request: request.id,
        contact,
        identifiers: identifiers.toSorted((a, b) => a.compare(b)),
        field: field.field,
        wrong_mac: key.mac(wrongText(field.field, held)),
        decided_at: clock.now(),
      })
      .execute()
    if (value !== '' && field.feeds !== null)
      await evidence.addCorrectedRow({ contact: row, field: field.feeds, value, day: dayOf(clock.now()) })
    const words = `We have corrected what you told us: ${field.label}. What was wrong is not shown any more from this moment on${value === '' ? '.' : '; what is right follows with the next edition.'}`
    const sent = await writeTo(trx, { request, subject: 'Your correction is made', text: words }, dependencies)
    const detail = { accepted: true, contact, field: field.field, sent }
    return { kind: 'decided', detail, change: closing(request, 'done', dependencies) }
  })
  await catalogue.refreshMasks()
}

/** What a MAC is made of that knows a wrong value again. */
export function wrongText(field: string, value: string): string {
  return `value:${field}:${value}`
}

async function readDecision(
  { db, seal, catalogue }: PrivacyDependencies,
  decision: Decision,
): Promise<{ field: HeldField; row: ContactRow; value: string }> {
  const request = await getRequest(db, decision.number)
  const wish = wishIn(await readPapers(db, seal, request.id))
  const contact = decision.contact ?? wish?.contact ?? request.contacts[0]
  const name = decision.field ?? wish?.field
  const value = decision.value ?? wish?.value ?? ''
  const field = heldFields.find((each) => each.field === name)
  if (!contact || !field)
    throw new AppError('bad_input', 'Which contact and which field are to be corrected? The request does not say.')
  const [row] = await catalogue.getContacts([contact])
  if (!row) throw new AppError('conflict', 'This contact is not listed any more: there is nothing to correct.')
  if (valueOf(row, field.field) === '')
    throw new AppError('conflict', `Nothing is shown under ${field.label} any more.`)
  return { field, row, value }
}

function refuse(
  dependencies: PrivacyDependencies,
  { text, ...desk }: Desk & { text?: string | undefined },
): Promise<void> {
  if (!text) throw new AppError('bad_input', 'Please say why: the person is told.')
  return workOn(dependencies, desk, async ({ request, trx }) => {
    const sent = await writeTo(trx, { request, subject: 'About your correction', text }, dependencies)
    return { kind: 'decided', detail: { accepted: false, sent }, change: closing(request, 'refused', dependencies) }
  })
}
