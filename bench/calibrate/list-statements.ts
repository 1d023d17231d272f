import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  contactSigns,
  openJudge,
  type ConfidentField,
  type ContactEvidence,
  type Trust,
} from '../../src/engine/merge/index.ts'
import { judgeContact, listContactTruths, type TruthFiles } from '../../src/lab/index.ts'
import { openDuckDb, sqlText } from '../../src/platform/duckdb/index.ts'

/** What an edition states in a field: the signs that speak for it, and whether it is true. */
export type Statement = { field: ConfidentField; signs: Record<string, number>; right: boolean }

/** Everything that the contacts of an edition state, from the explanations that its build kept. */
export async function listStatements(explain: string, files: TruthFiles): Promise<Statement[]> {
  const truths = new Map((await listContactTruths(files)).map((truth) => [truth.id, judgeContact(truth)]))
  const judge = openJudge(JSON.parse(await readFile(join(explain, 'trust.json'), 'utf8')) as Trust)
  const db = await openDuckDb({})
  const rows = await db.rows<{ id: string; said: string }>(
    `SELECT id, said FROM ${sqlText(join(explain, 'evidence.parquet'))} ORDER BY id, line`,
  )
  db.close()
  const statements: Statement[] = []
  for (let from = 0, to = 0; from < rows.length; from = to) {
    while (to < rows.length && rows[to].id === rows[from].id) to++
    const evidence = rows.slice(from, to).map(({ said }) => JSON.parse(said) as ContactEvidence)
    const signs = contactSigns(evidence, judge)
    for (const [field, right] of Object.entries(truths.get(rows[from].id) ?? {})) {
      const own = signs[field as ConfidentField]
      if (own) statements.push({ field: field as ConfidentField, signs: own, right })
    }
  }
  return statements
}
