import type { z } from 'zod'
import type { RequestRow } from './find-request.ts'
import { heldFields, valueOf } from './held-fields.ts'
import type { PrivacyDependencies } from './privacy-dependencies.ts'
import { personIn, readPapers, wishIn } from './read-papers.ts'
import type { OpenPaper } from './read-papers.ts'
import { dayOf, daysBetween, describeLaw } from './request-clock.ts'
import type * as schemas from './schemas.ts'

type Seen = { me: string; now: Date }

/** A request as a line of the list. */
export function presentRequest(row: RequestRow, { me, now }: Seen): z.input<typeof schemas.RequestItem> {
  const { number, kind, channel, law, state, outcome, received_at, due_on, extended, paused_on, closed_at, owner } = row
  return {
    number,
    kind,
    channel,
    law,
    state,
    outcome,
    received: received_at.toISOString(),
    due: due_on,
    daysLeft: daysBetween(dayOf(now), due_on),
    extended,
    paused: paused_on,
    closed: closed_at?.toISOString() ?? null,
    owner,
    mine: owner === me,
  }
}

/** A request with everything about it that staff needs to answer it. */
export async function presentDetail(
  row: RequestRow,
  seen: Seen,
  { db, seal, catalogue }: Pick<PrivacyDependencies, 'db' | 'seal' | 'catalogue'>,
): Promise<z.input<typeof schemas.RequestDetail>> {
  const papers = await readPapers(db, seal, row.id)
  const events = await db
    .selectFrom('request_events')
    .select(['at', 'actor', 'kind', 'detail'])
    .where('request', '=', row.id)
    .orderBy('id')
    .execute()
  const { label, mayPause } = describeLaw(row.law)
  return {
    ...presentRequest(row, seen),
    lawLabel: label,
    mayPause: mayPause && row.state === 'open',
    mayExtend: !row.extended && (row.state === 'open' || row.state === 'paused'),
    eraseOn: row.erase_on,
    person: personIn(papers),
    papers: papers.flatMap(presentPaper),
    contacts: await presentContacts(row.contacts, catalogue),
    wish: wishIn(papers),
    events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
  }
}

function presentPaper({ kind, at, paper }: OpenPaper): z.input<typeof schemas.Paper>[] {
  if (kind === 'person') return []
  const attachments = (paper?.['attachments'] ?? []) as { name: string; bytes: number }[]
  return [{ kind, at: at.toISOString(), text: textOf({ kind, paper }), attachments }]
}

function textOf({ kind, paper }: Pick<OpenPaper, 'kind' | 'paper'>): string {
  if (paper === null) return '(This cannot be read: it was sealed under another keys/requests.key.)'
  if (kind !== 'wish') return typeof paper['text'] === 'string' ? paper['text'] : ''
  const { field, label, held, value } = paper as Record<string, string>
  const name = label ?? heldFields.find((each) => each.field === field)?.label ?? field
  return value === '' ? `${name}: “${held}” should go.` : `${name}: “${held}” should be “${value}”.`
}

async function presentContacts(ids: string[], catalogue: PrivacyDependencies['catalogue']) {
  const rows = ids.length === 0 ? [] : await catalogue.getContacts(ids)
  const visible = new Map(rows.map((row) => [String(row.id), row]))
  return ids.map((id) => {
    const row = visible.get(id)
    const shown = (field: string) => (row ? valueOf(row, field) || null : null)
    return { id, listed: row !== undefined, name: shown('name'), title: shown('title'), company: shown('company') }
  })
}
