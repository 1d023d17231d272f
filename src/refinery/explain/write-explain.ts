import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { KnownValue, MatchKnowledge } from '../../engine/match/index.ts'
import { sqlText, textTable } from '../../platform/duckdb/index.ts'
import { writeJsonFile } from '../../platform/files/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { BuildContext } from '../build/build-context.ts'
import { OBEYED } from './obeyed.ts'

/** Where the draft is until the edition is published. */
export function draftExplain({ paths }: Pick<BuildContext, 'paths'>): string {
  return join(paths.work, 'explain')
}

/** What was learned of the sources: beside the explanations, as private as they are. */
export function draftTrust(context: Pick<BuildContext, 'paths'>): string {
  return join(draftExplain(context), 'trust.json')
}

/** Keeps what the linking of people learned: the model, and what it knew of each value that is not ordinary. */
export async function writeKnowledge(
  context: BuildContext,
  { model, ordinary, values }: MatchKnowledge,
): Promise<void> {
  const folder = draftExplain(context)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeJsonFile(join(folder, 'model.json'), { model, ordinary })
  await writeKnown(context, { values, to: join(folder, 'known.parquet') })
}

/** Keeps by which decisions of hand the edition is built. */
export async function writeObeyed(context: BuildContext): Promise<void> {
  const numbers = (context.evidence?.decisions ?? []).flatMap(({ number }) => number ?? [])
  await writeJsonFile(join(draftExplain(context), OBEYED), numbers)
}

/** Writes known values to a Parquet file, in their order. */
export async function writeKnown(
  { db, paths }: BuildContext,
  { values, to }: { values: Iterable<KnownValue>; to: string },
): Promise<void> {
  const lines = join(paths.work, 'known.tsv')
  const writer = await openLineWriter(lines)
  for (const { kind, value, number } of values) {
    const written = writer.write(`${kind}\t${escapeCell(value)}\t${number}`)
    if (written) await written
  }
  await writer.close()
  const table = textTable(lines, [
    { name: 'kind', type: 'VARCHAR' },
    { name: 'value', type: 'VARCHAR' },
    { name: 'number', type: 'VARCHAR' },
  ])
  await db.run(
    `COPY (SELECT kind, value, number::DOUBLE AS number FROM ${table} ORDER BY kind, value)
     TO ${sqlText(to)} (FORMAT parquet, COMPRESSION zstd)`,
  )
}

/** Keeps what each content says of its contact, and what was compared of it. Needs `contact_evidence` and `compared`. */
export async function writeEvidence(context: BuildContext, compared: readonly string[]): Promise<void> {
  const columns = compared.map((column) => `c."${column}"`).join(', ')
  await context.db.run(
    `COPY (SELECT e.id, e.line, e.said, t.digest, ${columns} FROM contact_evidence e JOIN compared c ON c.k = e.line JOIN contents t USING (k) ORDER BY e.number, e.line)
     TO ${sqlText(join(draftExplain(context), 'evidence.parquet'))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000)`,
  )
}

function escapeCell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}
