import { createHash } from 'node:crypto'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CorrectedRow } from './modules/privacy/index.ts'
import { writeJsonFile } from './platform/files/index.ts'
import { getManifest } from './refinery/index.ts'
import { takeIn } from './refinery/intake/index.ts'
import type { Field } from './refinery/intake/index.ts'

/** The source that people themselves are. */
export const SELF = 'the person themselves'

/** Columns of a corrected row, from the columns of the contact. */
const columns: Partial<Record<Field, string>> = {
  full_name: 'name',
  title: 'title',
  company: 'company',
  unit: 'unit',
  email: 'email',
  phone: 'phone',
  street: 'street',
  city: 'city',
  region: 'region',
  postcode: 'postcode',
  country: 'country',
  linkedin: 'linkedin',
}

/**
 * Writes a corrected row as a batch of its own, for the next build: what the contact shows, with the one field as the
 * person says it is, dated today. The same correction twice is one batch; a half-written one is never seen.
 */
export async function addCorrectedRow(data: string, { contact, field, value, day }: CorrectedRow): Promise<void> {
  const texts = Object.entries(columns).map(([name, column]) => [
    name,
    name === field ? value : textOf(contact[column]),
  ])
  const named = [...texts, ['seen', day]] as [Field, string][]
  const csv = `${named.map(([name]) => name).join()}\n${named.map(([, text]) => quote(text)).join()}\n`
  const digest = createHash('sha256').update(csv).digest('hex')
  const id = `b${digest.slice(0, 24)}`
  const place = join(data, 'batches', id)
  if (await stat(place).catch(() => null)) return
  const draft = join(data, 'corrections', id)
  await rm(draft, { recursive: true, force: true })
  await mkdir(join(draft, 'batch'), { recursive: true })
  const file = join(draft, 'correction.csv')
  await writeFile(file, csv)
  const mapping = Object.fromEntries(named.map(([name]) => [name, name]))
  const intake = await takeIn(file, { out: join(draft, 'batch'), mapping })
  await writeJsonFile(join(draft, 'batch', 'batch.json'), {
    id,
    source: SELF,
    file: 'correction.csv',
    digest,
    bytes: intake.bytes,
    rows: intake.rows,
    rejected: intake.rejected,
    reasons: intake.reasons,
    dropped: intake.dropped,
    seen: intake.seen,
    // The sample world goes when a real batch comes: what corrects it belongs to it.
    sample: (await getManifest(data).catch(() => null))?.sample ?? false,
    added: new Date(`${day}T00:00:00.000Z`).toISOString(),
  })
  await mkdir(join(data, 'batches'), { recursive: true })
  await rename(join(draft, 'batch'), place)
  await rm(draft, { recursive: true, force: true })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
