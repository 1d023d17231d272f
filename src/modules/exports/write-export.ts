import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeJsonFile } from '../../platform/files/index.ts'
import { recordAudit } from '../audit/index.ts'
import { csvLine, exportColumns, headerLine, shownColumns } from './csv-line.ts'
import type { Disclosed, ExportDependencies } from './export-dependencies.ts'
import { filterFile } from './filter-file.ts'
import { CHUNK, readVisible } from './visible-contacts.ts'

/** Days for which a file can be fetched. */
export const KEPT_DAYS = 30
const DAY = 86_400_000

type Written = Disclosed['contacts'][number]

/**
 * Writes the file of an export into a draft, looks once more at who stopped while it was written, and publishes it together
 * with its disclosures. What was cancelled meanwhile leaves nothing. Can be done again at any point.
 */
export async function writeExport(id: string, dependencies: ExportDependencies, signal: AbortSignal): Promise<void> {
  const { db, folder } = dependencies
  const row = await db
    .updateTable('exports')
    .set({ state: 'running', done: 0 })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning(['account', 'user_id', 'total'])
    .executeTakeFirst()
  if (!row) return
  const draft = join(folder, `draft-${id}`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  try {
    const edition = dependencies.contacts.edition() ?? ''
    const written = await writeLines({ id, path: join(draft, 'all.csv') }, dependencies, signal)
    if (written === null) return
    const kept = await lookAgain(draft, written, dependencies)
    await writeManifest(draft, { id, edition, kept, total: row.total }, dependencies)
    await rm(join(draft, 'all.csv'))
    await publish({ id, draft, edition, kept, ...row }, dependencies)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Writes the lines, chunk by chunk, and tells how far it is. Null when it was cancelled. */
async function writeLines(
  { id, path }: { id: string; path: string },
  dependencies: ExportDependencies,
  signal: AbortSignal,
): Promise<Map<string, Written> | null> {
  const { db } = dependencies
  const written = new Map<string, Written>()
  const file = await open(path, 'w', 0o600)
  try {
    await file.write(headerLine)
    for (let from = 0; ; from += CHUNK) {
      signal.throwIfAborted()
      const chunk = await db
        .selectFrom('export_contacts')
        .select('contact')
        .where('export', '=', id)
        .where('position', '>=', from)
        .where('position', '<', from + CHUNK)
        .orderBy('position')
        .execute()
      if (chunk.length === 0) return written
      const rows = await readVisible(
        chunk.map(({ contact }) => contact),
        dependencies,
      )
      for (const row of rows) written.set(String(row.id), { id: String(row.id), fields: shownColumns(row) })
      await file.write(rows.map(csvLine).join(''))
      const going = await db
        .updateTable('exports')
        .set({ done: from + chunk.length })
        .where('id', '=', id)
        .where('state', '=', 'running')
        .returning('id')
        .execute()
      if (going.length === 0) return null
    }
  } finally {
    await file.close()
  }
}

/** Copies the lines of those who have not stopped meanwhile. Gives what the file holds now, and its digest. */
async function lookAgain(draft: string, written: Map<string, Written>, dependencies: ExportDependencies) {
  const hash = createHash('sha256')
  const file = await open(join(draft, 'contacts.csv'), 'w', 0o600)
  const contacts: Written[] = []
  try {
    let first = true
    for await (const text of filterFile(join(draft, 'all.csv'), dependencies)) {
      hash.update(text)
      await file.write(text)
      if (!first) {
        for (const line of text.split('\r\n')) {
          const contact = written.get(line.slice(0, line.indexOf(',')))
          if (contact) contacts.push(contact)
        }
      }
      first = false
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { contacts, digest: hash.digest('hex') }
}

type Kept = Awaited<ReturnType<typeof lookAgain>>

async function writeManifest(
  draft: string,
  { id, edition, kept, total }: { id: string; edition: string; kept: Kept; total: number },
  { clock }: ExportDependencies,
): Promise<void> {
  await writeJsonFile(join(draft, 'manifest.json'), {
    format: 1,
    export: id,
    edition,
    created: clock.now().toISOString(),
    rows: kept.contacts.length,
    leftOut: total - kept.contacts.length,
    columns: exportColumns,
    sha256: kept.digest,
    note: 'Rows of people who stop the sale of their data later are left out whenever the file is fetched.',
  })
}

type Publication = {
  id: string
  draft: string
  edition: string
  kept: Kept
  account: string
  user_id: string
  total: number
}

/** The file is in its place, and can be fetched with the commit that also holds its disclosures. */
async function publish(
  { id, draft, edition, kept, account, user_id: user, total }: Publication,
  { db, clock, folder, credits }: ExportDependencies,
): Promise<void> {
  const place = join(folder, id)
  await rm(place, { recursive: true, force: true })
  await rename(draft, place)
  const finished_at = clock.now()
  const ready = await db.transaction().execute(async (trx) => {
    const expires_at = new Date(finished_at.getTime() + KEPT_DAYS * DAY)
    const done = await trx
      .updateTable('exports')
      .set({ state: 'done', done: total, file: 'contacts.csv', finished_at, expires_at })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .returning('id')
      .execute()
    if (done.length === 0) return false
    await credits.disclose(trx, { account, user, edition, contacts: kept.contacts })
    const detail = { account, contacts: kept.contacts.length, edition }
    await recordAudit(trx, { actor: `user:${user}`, action: 'export.disclose', subject: `export:${id}`, detail })
    return true
  })
  if (!ready) await rm(place, { recursive: true, force: true })
}
