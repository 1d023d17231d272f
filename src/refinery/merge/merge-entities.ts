import { appendFile, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openJudge, type Trust } from '../../engine/merge/index.ts'
import { sqlText } from '../../platform/duckdb/index.ts'
import type { BuildContext, BuildStep } from '../build/build-context.ts'
import { runFilters } from '../build/run-filters.ts'
import { writeJsonFile } from '../../platform/files/index.ts'
import { COMPARED } from '../contacts/compared.ts'
import { jsonTable } from '../edition/tables.ts'
import { draftTrust, writeEvidence } from '../explain/write-explain.ts'
import { trustSources } from './trust-sources.ts'
import { mergeLines, type EntityKind } from './merge-lines.ts'
import { CHANNELS, COMPANY_EVIDENCE, CONTACT_EVIDENCE } from './evidence-sql.ts'

const FILTER = fileURLToPath(new URL('./merge-filter.ts', import.meta.url))

/** Evidence lines to a part that one filter works on. */
const PART = 200_000

/** Chooses each company's fields; makes the table `merged_companies` and the file `company.jsonl`. */
export const mergeCompanies: BuildStep = {
  name: 'merge-companies',
  label: 'Choose each company’s fields',
  run: async (context) => {
    for (const sql of [...CHANNELS, COMPANY_EVIDENCE]) await context.db.run(sql)
    const rows = await mergeAll(context, { kind: 'company' })
    const merged = jsonTable(join(context.paths.work, 'company.jsonl'), 'companies', ['contacts'])
    await context.db.run(`CREATE TABLE merged_companies AS SELECT * FROM ${merged}`)
    return rows
  },
}

/** Chooses each contact's fields; makes the file `contact.jsonl`. */
export const mergeContacts: BuildStep = {
  name: 'merge-contacts',
  label: 'Choose each person’s fields',
  run: async (context) => {
    await context.db.run(CONTACT_EVIDENCE)
    await writeEvidence(
      context,
      COMPARED.map(({ column }) => column),
    )
    const trust = await trustSources(context)
    await writeJsonFile(draftTrust(context), trust)
    const rows = await mergeAll(context, { kind: 'contact', trust })
    await partSupport(context)
    return rows
  },
}

/** Parts the answers about contacts into the file `contact.jsonl` and the table `content_fields` (`k`, `fields`). */
async function partSupport({ db, paths }: BuildContext): Promise<void> {
  const path = join(paths.work, 'contact.jsonl')
  const answers = `${path}.answers`
  await rename(path, answers)
  await db.run(
    `CREATE TABLE merged AS SELECT * FROM read_csv(${sqlText(answers)}, auto_detect=false, header=false, delim='\t', quote='', escape='',
     max_line_size=20000000, columns={said: 'VARCHAR', support: 'VARCHAR'})`,
  )
  await db.writeLines('SELECT said FROM merged ORDER BY rowid', path)
  await db.run(
    `CREATE TABLE content_fields AS SELECT split_part(pair, ':', 1)::INTEGER AS k, split_part(pair, ':', 2)::INTEGER AS fields
     FROM (SELECT unnest(string_split(support, ',')) AS pair FROM merged)`,
  )
  await db.run('DROP TABLE merged')
  await rm(answers)
}

/** Sends the evidence through the merge filter in contiguous parts of ids, and joins the answers in order. */
async function mergeAll(context: BuildContext, { kind, trust }: { kind: EntityKind; trust?: Trust }): Promise<number> {
  const { db, paths, threads } = context
  const { lines, first, last } = await db.row<{ lines: number; first: number; last: number }>(
    `SELECT count(*) AS lines, coalesce(min(number), 0) AS first, coalesce(max(number), -1) AS last FROM ${kind}_evidence`,
  )
  // A multiple of the threads, so that none of them is left with a part of its own at the end.
  const parts = Math.max(1, Math.ceil(lines / (PART * threads)) * threads)
  const span = Math.max(1, Math.ceil((last - first + 1) / parts))
  const runs = Array.from({ length: parts }, (_, part) => {
    const from = first + part * span
    const input = join(paths.work, `${kind}-${part}.evidence`)
    const range = `number >= ${from} AND number < ${from + span}`
    return {
      name: `merge-${kind}-${part}`,
      script: [FILTER, kind, ...(trust ? [draftTrust(context)] : [])],
      transform: mergeLines(kind, trust && openJudge(trust)),
      input,
      output: join(paths.work, `${kind}-${part}.jsonl`),
      rows: Math.ceil(lines / parts),
      write: () =>
        db.writeLines(
          `SELECT id || chr(9) || line || chr(9) || said FROM ${kind}_evidence WHERE ${range} ORDER BY number, line`,
          input,
        ),
    }
  })
  await runFilters(context, runs)
  await db.run(`DROP TABLE ${kind}_evidence`)
  const whole = join(paths.work, `${kind}.jsonl`)
  await rm(whole, { force: true })
  for (const run of runs) {
    await appendFile(whole, await readFile(run.output))
    await rm(run.output)
    await rm(run.input)
  }
  return lines
}
