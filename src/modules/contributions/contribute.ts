import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { fields, inspectFile } from '../../refinery/intake/index.ts'
import type { Field } from '../../refinery/intake/index.ts'
import { recordAudit } from '../audit/index.ts'
import { nameFile } from '../editions/index.ts'
import { findChildColumns, judgeRows } from './about-children.ts'
import { contactMapping, contactText } from './contact-text.ts'
import type { GivenContact } from './contact-text.ts'
import type { ContributionDependencies, Member } from './contribution-dependencies.ts'
import type { Contribution } from './find-contribution.ts'
import limits from './limits.json' with { type: 'json' }
import { lockContributions } from './lock-contributions.ts'
import { requireTerms } from './require-terms.ts'
import { sourceOf } from './source-of.ts'
import type { ContributionTransaction } from './tables.ts'
import { uploadsOf } from './uploads-of.ts'

/** What is given: one contact, or a file that was uploaded before. */
export type Given =
  | { contact: GivenContact; upload?: undefined }
  | { contact?: undefined; upload: string; mapping?: Record<string, string | null> | undefined }

type Asked = Member & {
  given: Given
  /** What tells one contribution from another: the same again is answered the same. */
  key: string
}

/**
 * Takes a contribution in: what may not be held is left out, rows about children are refused, the rest waits for the next
 * edition. Whole or not at all: when this throws, nothing was taken. The same key again gives the same contribution.
 * Throws `conflict` before the terms are agreed to, and for what was given before, `bad_input` for what cannot be taken,
 * `busy` when it is too much for a day.
 */
export async function contribute(dependencies: ContributionDependencies, asked: Asked): Promise<Contribution> {
  const { db, deliveries } = dependencies
  const { account, given, key } = asked
  const digest = createHash('sha256').update(JSON.stringify(given)).digest()
  const find = () => findByKey(db, { account, key, digest })
  const known = await find()
  if (known) {
    // Whoever is told that it was taken may build at once: the request before may have died here.
    await deliveries.place(known.id, known.batch)
    return known
  }
  try {
    return await takeIn(dependencies, asked, digest)
  } catch (error) {
    // Sent twice at once, the other one may have used up the file: what it was answered holds for this one, too.
    const other = await find().catch(() => null)
    if (!other) throw error
    await deliveries.place(other.id, other.batch)
    return other
  }
}

async function takeIn(dependencies: ContributionDependencies, asked: Asked, digest: Buffer): Promise<Contribution> {
  const { db, clock, deliveries } = dependencies
  const { account, user, given, key } = asked
  const { version: terms } = await requireTerms(dependencies.terms, user)
  await refuseTooMany(dependencies, account)
  const source = await sourceOf(db, { account, clock })
  const id = newId({ clock })
  const file = await fileOf(dependencies, { source, id, given })
  try {
    const batch = await draft(dependencies, { file, source, id })
    const row = {
      id,
      account,
      user_id: user,
      kind: given.contact ? ('contact' as const) : ('file' as const),
      file: given.contact ? null : file.label,
      source,
      batch: batch.id,
      rows: batch.rows,
      rejected: batch.rejected,
      dropped: batch.dropped,
      terms,
      key,
      digest,
      created_at: clock.now(),
    }
    const kept = await db.transaction().execute((trx) => keep(trx, dependencies, row))
    // Kept is kept: should the batch not be put in its place now, the job that settles does it.
    if (kept.id === id) await deliveries.place(id, batch.id)
    await file.used()
    return kept
  } finally {
    if (!(await isKept(db, id))) await deliveries.discard(id)
    await file.end()
  }
}

type Row = Omit<Contribution, 'state' | 'built_in' | 'added' | 'confirmed' | 'taken_back_at' | 'final'>

async function keep(
  trx: ContributionTransaction,
  dependencies: ContributionDependencies,
  row: Row,
): Promise<Contribution> {
  const { account, key, digest, batch } = row
  await lockContributions(trx, account)
  const known = await findByKey(trx, { account, key, digest })
  if (known) return known
  await refuseTooMany({ ...dependencies, db: trx }, account)
  const before = await trx
    .selectFrom('contributions')
    .select('id')
    .where('batch', '=', batch)
    .where('state', '<>', 'taken-back')
    .executeTakeFirst()
  if (before) throw new AppError('conflict', 'You gave exactly this before. It was not taken a second time.')
  const kept = await trx.insertInto('contributions').values(row).returningAll().executeTakeFirstOrThrow()
  await recordAudit(trx, {
    actor: `user:${row.user_id}`,
    action: 'contribution.give',
    subject: `contribution:${row.id}`,
    detail: { account, batch, kind: row.kind, rows: row.rows, rejected: row.rejected, terms: row.terms },
  })
  return kept
}

type ReadDatabase = ContributionDependencies['db'] | ContributionTransaction

async function findByKey(
  db: ReadDatabase,
  { account, key, digest }: { account: string; key: string; digest: Buffer },
): Promise<Contribution | null> {
  const known = await db
    .selectFrom('contributions')
    .selectAll()
    .where('account', '=', account)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!known) return null
  if (known.digest.equals(digest)) return known
  throw new AppError('conflict', 'This Idempotency-Key was used for something else. Take a new one. Nothing was taken.')
}

async function isKept(db: ReadDatabase, id: string): Promise<boolean> {
  // Who cannot ask leaves the draft: the job that settles asks again.
  const found = await db
    .selectFrom('contributions')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(() => ({ id }))
  return found !== undefined
}

async function refuseTooMany(
  { db, clock }: { db: ReadDatabase; clock: ContributionDependencies['clock'] },
  account: string,
): Promise<void> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM contributions
    WHERE account = ${account} AND created_at > ${new Date(clock.now().getTime() - 86_400_000)}`.execute(db)
  if ((rows[0]?.n ?? 0) >= limits.contributionsPerDay)
    throw new AppError(
      'busy',
      `Your organisation has contributed ${limits.contributionsPerDay} times within a day. Go on tomorrow, or send a file with many contacts.`,
    )
}

type GivenFile = {
  path: string
  label: string
  mapping: Record<string, Field | null>
  /** It was taken. */
  used: () => Promise<void>
  /** This is over, well or not. */
  end: () => Promise<void>
}

async function fileOf(
  { data, clock }: ContributionDependencies,
  { source, id, given }: { source: string; id: string; given: Given },
): Promise<GivenFile> {
  if (given.contact) {
    const folder = join(data, 'intake', 'typed', id)
    const path = join(folder, 'contact.csv')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(path, contactText(given.contact, clock.now().toISOString().slice(0, 10)), { mode: 0o600 })
    const end = () => rm(folder, { recursive: true, force: true })
    return { path, label: 'contact.csv', mapping: contactMapping, used: async () => {}, end }
  }
  const uploads = uploadsOf({ data, source, clock })
  const upload = await uploads.get(given.upload)
  const mapping = await readMapping(upload, given.mapping ?? {})
  const used = async () => {
    // Kept for the next file of this kind; the contribution is taken whether it can be or not.
    await uploads.mappings.remember(upload.path, mapping).catch(() => {})
    await uploads.delete(upload.id).catch(() => {})
  }
  return { path: upload.path, label: upload.file, mapping, used, end: async () => {} }
}

/** The mapping asked for, where it can be; a column never names another source. Throws `bad_input`. */
async function readMapping(
  upload: { path: string; file: string },
  wanted: Record<string, string | null>,
): Promise<Record<string, Field | null>> {
  const { columns } = await inspectFile(upload.path, { rows: 0 }).catch((error: unknown) => {
    throw nameFile(error, upload)
  })
  const children = findChildColumns(columns.map(({ column }) => column))
  if (children.length > 0)
    throw new AppError(
      'bad_input',
      `${upload.file} is about children: it has the column ${children.map((name) => `“${name}”`).join(', ')}. Data about children is never taken. Nothing was taken.`,
    )
  const names = new Set(columns.map(({ column }) => column))
  for (const [column, field] of Object.entries(wanted)) {
    const fits = field === null || (field !== 'source' && fields.includes(field as Field))
    if (fits && names.has(column)) continue
    const detail = fits ? `There is no column “${column}”.` : `There is no field ${JSON.stringify(field)}.`
    throw new AppError('bad_input', detail, { errors: [{ pointer: `/mapping/${pointed(column)}`, detail }] })
  }
  const sources = columns.filter(({ field }) => field === 'source').map(({ column }) => [column, null])
  return { ...Object.fromEntries(sources), ...wanted } as Record<string, Field | null>
}

/** A name as a part of a JSON pointer (RFC 6901 §3). */
function pointed(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

async function draft(
  { clock, deliveries }: ContributionDependencies,
  { file, source, id }: { file: GivenFile; source: string; id: string },
) {
  const { path, label, mapping } = file
  const now = clock.now().toISOString()
  const delivery = { path, label, mapping, source, now, judge: judgeRows(now.slice(0, 10)) }
  const batch = await deliveries.prepare(id, delivery).catch((error: unknown) => {
    throw nameFile(error, { path, file: label })
  })
  if (batch.rows + batch.rejected > limits.rowsPerFile)
    throw new AppError('too_large', `${label} has more than ${limits.rowsPerFile} rows. Send it in parts.`)
  if (batch.rows === 0) throw new AppError('bad_input', `${explainNothing(batch.reasons)} Nothing was taken.`)
  return batch
}

function explainNothing(reasons: Record<string, number>): string {
  if (reasons['child']) return 'This is about a child. Data about children is never taken.'
  if (reasons['no_person']) return 'It needs a name or an e-mail address to say whom it is about.'
  return 'There is nothing in it that can be taken.'
}
