import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { sqlText } from '../../platform/duckdb/index.ts'
import { openLineWriter, readLines } from '../../platform/lines/index.ts'
import type { BuildContext, BuildStep } from '../build/build-context.ts'
import { canonicalJson, type CanonicalValue } from './canonical-json.ts'
import { sealTable, type Seal } from './seal-table.ts'
import { editionTables, jsonTable, type TableName } from './tables.ts'

/** Seals of the tables that `writeEdition` wrote, for the manifest. */
export type SealedTable = Seal & { name: TableName }

/** Folder of the edition while it is being made. */
export function draftFolder({ paths }: BuildContext): string {
  return join(paths.work, 'edition')
}

/** Writes the tables of the edition into its draft folder: lines of canonical JSON, offsets, content root, Parquet. */
export function writeEdition(sealed: SealedTable[]): BuildStep {
  return {
    name: 'edition',
    label: 'Write and seal the edition',
    run: async (context) => {
      const { paths } = context
      const index = join(draftFolder(context), 'index')
      await mkdir(index, { recursive: true })
      await rename(join(paths.work, 'contact.jsonl'), join(index, 'contacts.jsonl'))
      await countContacts(context, join(index, 'contacts.jsonl'), join(index, 'companies.jsonl'))
      for (const name of ['companies', 'contacts'] as const) {
        const lines = join(index, `${name}.jsonl`)
        const sealing = sealTable(lines, join(index, `${name}.offsets`))
        const [seal] = await Promise.all([sealing, writeParquet(context, name, lines)])
        sealed.push({ name, ...seal })
      }
      return sealed.reduce((sum, table) => sum + table.rows, 0)
    },
  }
}

/** Adds to each merged company how many contacts work there. */
async function countContacts({ db, paths }: BuildContext, contacts: string, companies: string): Promise<void> {
  const counts = await db.rows<{ company_id: string; n: number }>(
    `SELECT company_id, count(*) AS n FROM ${jsonTable(contacts, 'contacts')} WHERE company_id IS NOT NULL GROUP BY company_id`,
  )
  const known = new Map(counts.map(({ company_id, n }) => [company_id, n]))
  const writer = await openLineWriter(companies)
  for await (const lines of readLines(join(paths.work, 'company.jsonl'))) {
    for (const line of lines) {
      const company = JSON.parse(line) as Record<string, CanonicalValue>
      await writer.write(canonicalJson({ ...company, contacts: known.get(String(company['id'])) ?? 0 }))
    }
  }
  await writer.close()
}

async function writeParquet(context: BuildContext, name: TableName, lines: string): Promise<void> {
  const path = join(draftFolder(context), `${name}.parquet`)
  const columns = editionTables[name].map((column) => `"${column.name}"`).join(', ')
  await context.db.run(
    `COPY (SELECT ${columns} FROM ${jsonTable(lines, name)}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`,
  )
}

/** Share of the contacts that have each field worth having. */
export async function completeness(context: BuildContext): Promise<Record<string, number>> {
  const fields = ['title', 'company', 'industry', 'email', 'phone', 'street', 'city', 'country', 'linkedin']
  const shares = fields.map((field) => `count("${field}") / greatest(count(*), 1) AS "${field}"`)
  const path = join(draftFolder(context), 'contacts.parquet')
  const row = await context.db.row<Record<string, number>>(
    `SELECT ${shares.join(', ')} FROM read_parquet(${sqlText(path)})`,
  )
  return Object.fromEntries(Object.entries(row).map(([field, share]) => [field, Math.round(share * 1000) / 1000]))
}
