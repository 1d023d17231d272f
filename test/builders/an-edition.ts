import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildIndex } from '../../src/catalogue/index.ts'
import { writeFileAtomic } from '../../src/platform/files/index.ts'

type Row = Record<string, unknown>
type ContactFields = Row & { id: string }
type CompanyFields = Row & { id: string }

/** A contact with everything filled in that a test does not name; `undefined` leaves a field out. */
export function aContact(fields: Partial<ContactFields> & { number?: number } = {}): ContactFields {
  const { number = 1, ...given } = fields
  return {
    id: `c${String(number).padStart(10, '0')}`,
    name: 'Ada Example',
    first: 'Ada',
    last: 'Example',
    title: 'Sales Director',
    level: 'director',
    function: 'sales',
    company_id: 'o00000001',
    company: 'Example Works',
    industry: 'Manufacturing',
    email: 'ada@works.example',
    email_verdict: 'valid',
    phone: '+12025550101',
    phone_type: 'direct',
    street: '1 Main Street',
    city: 'Springfield',
    region: 'IL',
    postcode: '62701',
    country: 'US',
    seen: '2026-01-31',
    support: 2,
    records: 3,
    confidence: 900,
    confidence_name: 950,
    ...given,
  }
}

/** A company with everything filled in that a test does not name. */
export function aCompany(fields: Partial<CompanyFields> & { number?: number } = {}): CompanyFields {
  const { number = 1, ...given } = fields
  return {
    id: `o${String(number).padStart(8, '0')}`,
    name: 'Example Works',
    form: 'Inc.',
    domain: 'works.example',
    industry: 'Manufacturing',
    city: 'Springfield',
    region: 'IL',
    country: 'US',
    contacts: 1,
    support: 2,
    confidence: 900,
    ...given,
  }
}

type AnEdition = {
  /** The data directory. */
  data: string
  /** The edition's id (default `e000001`). */
  edition?: string
  contacts?: Row[]
  companies?: Row[]
  /** Whether `current.json` names it (default). */
  current?: boolean
}

/** Writes an edition with its manifest and its index below a data directory; gives its folder. Its root is not a true one. */
export async function anEdition(options: AnEdition): Promise<string> {
  const { data, edition = 'e000001', contacts = [aContact()], companies = [aCompany()], current = true } = options
  const folder = join(data, 'editions', edition)
  await mkdir(join(folder, 'index'), { recursive: true })
  await writeRows(join(folder, 'index', 'contacts'), contacts)
  await writeRows(join(folder, 'index', 'companies'), companies)
  const tables = Object.entries({ companies, contacts }).map(([name, rows]) => ({
    name,
    rows: rows.length,
    root: '00',
  }))
  const manifest = {
    format: 1,
    edition,
    created: '2026-02-01T00:00:00.000Z',
    asOf: '2026-01-31',
    rules: '1',
    parent: null,
    inputs: { rows: contacts.length, commitment: '00' },
    tables,
    root: '00',
    quality: { completeness: {} },
    sample: false,
  }
  await writeFileAtomic(join(folder, 'manifest.json'), JSON.stringify(manifest))
  await buildIndex({ edition: folder })
  if (current) await writeFileAtomic(join(data, 'current.json'), JSON.stringify({ edition, ledger: edition }))
  return folder
}

/** Rows as canonical JSON lines in order of id, and their byte offsets. */
async function writeRows(path: string, rows: Row[]): Promise<void> {
  const lines = rows.toSorted((a, b) => (String(a.id) < String(b.id) ? -1 : 1)).map((row) => `${canonical(row)}\n`)
  const offsets = new Float64Array(lines.length + 1)
  for (const [index, line] of lines.entries()) offsets[index + 1] = offsets[index] + Buffer.byteLength(line)
  await writeFile(`${path}.jsonl`, lines.join(''))
  await writeFile(`${path}.offsets`, new Uint8Array(offsets.buffer))
}

function canonical(row: Row): string {
  const kept = Object.entries(row).filter(([, value]) => value !== null && value !== undefined)
  return JSON.stringify(Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1))))
}
