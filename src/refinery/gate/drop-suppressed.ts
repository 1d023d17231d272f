import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { textLine } from '../../platform/duckdb/index.ts'
import { readKeyRing } from '../../platform/keys/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { BuildContext, BuildStep } from '../build/build-context.ts'
import type { BuildEvidence } from '../build/build-evidence.ts'
import { runFilters } from '../build/run-filters.ts'
import { gateLines } from './gate-lines.ts'
import { GATHER, JUDGE } from './gate-sql.ts'

const FILTER = fileURLToPath(new URL('./gate-filter.ts', import.meta.url))

/** A fact as a line; only what was said needs to be escaped. */
const LINE = `person || chr(9) || kind || chr(9) || ${textLine(['value', 'flag'])} || chr(9) || coalesce(carriers, 0)`

/** Facts to a part that one filter works on. */
const PART = 400_000

/** People told of at once. */
const GROUPS = 1000

/**
 * The gate: people who asked not to be listed are dropped with everything that was said of them, before anybody gets an id.
 * Makes `identifiers` (`person`, `mac`, `reach`), `gated_contents` (`k`, `person`) and `found_out` (`person`, `mac`), and takes
 * the gated contents out of `content_people` and `content_companies`: from here on their records say nothing.
 * Without evidence nobody is dropped, and no identifiers are made.
 */
export const dropSuppressed: BuildStep = {
  name: 'gate',
  label: 'Leave out who asked for it',
  run: async (context) => {
    const { db, evidence } = context
    if (!evidence) {
      await db.run('CREATE TABLE gated_contents (k INTEGER, person INTEGER)')
      return 0
    }
    for (const sql of GATHER) await db.run(sql)
    await makeIdentifiers(context, evidence)
    await loadSuppressed(context, evidence)
    for (const sql of JUDGE) await db.run(sql)
    const { n } = await db.row<{ n: number }>('SELECT count(*) AS n FROM identifiers')
    return n
  },
}

/** Sends what is known of each person through the filter in parts of contiguous people. */
async function makeIdentifiers(context: BuildContext, { keyFile }: BuildEvidence): Promise<void> {
  const { db, paths, threads } = context
  const key = await readKeyRing(keyFile)
  const { facts, last } = await db.row<{ facts: number; last: number }>(
    'SELECT count(*) AS facts, coalesce(max(person), -1) AS last FROM person_facts',
  )
  const parts = Math.max(1, Math.ceil(facts / (PART * threads)) * threads)
  const span = Math.max(1, Math.ceil((last + 1) / parts))
  const runs = Array.from({ length: parts }, (_, part) => {
    const input = join(paths.work, `gate-${part}.in`)
    const range = `person >= ${part * span} AND person < ${(part + 1) * span}`
    return {
      name: `gate-${part}`,
      script: [FILTER, keyFile],
      transform: gateLines(key),
      input,
      output: join(paths.work, `gate-${part}.out`),
      rows: Math.ceil(facts / parts),
      write: () => db.writeLines(`SELECT ${LINE} FROM person_facts WHERE ${range} ORDER BY person`, input),
    }
  })
  await runFilters(context, runs)
  await db.run('DROP TABLE person_facts; DROP TABLE email_carriers; DROP TABLE phone_carriers')
  // 128 bits as a UUID: 16 bytes a value, in the order of its bytes.
  await db.run(
    `CREATE TABLE identifiers AS SELECT * FROM read_csv([${runs.map(({ output }) => `'${output.replaceAll("'", "''")}'`).join(', ')}],
     auto_detect=false, header=false, delim='\t', quote='', escape='', columns={person: 'INTEGER', mac: 'UUID', reach: 'TINYINT'})`,
  )
}

async function loadSuppressed({ db, paths }: BuildContext, { suppressed }: BuildEvidence): Promise<void> {
  const path = join(paths.work, 'suppressed.txt')
  const writer = await openLineWriter(path)
  for (const mac of suppressed) await writer.write(mac.toString('hex'))
  await writer.close()
  await db.run(
    `CREATE TABLE suppressed AS SELECT DISTINCT mac FROM read_csv('${path.replaceAll("'", "''")}',
     auto_detect=false, header=false, delim='\t', quote='', escape='', columns={mac: 'UUID'})`,
  )
}

/** Hands on, in groups, what the gate found out about people it dropped; before publication, so that it is known by then. */
export async function tellDropped({ db, evidence }: BuildContext): Promise<void> {
  if (!evidence?.onDropped) return
  const { people } = await db.row<{ people: number }>('SELECT count(DISTINCT person) AS people FROM found_out')
  for (let from = 0; from < people; from += GROUPS) {
    const rows = await db.rows<{ macs: string }>(
      `SELECT string_agg(replace(mac::VARCHAR, '-', ''), ' ' ORDER BY mac) AS macs FROM found_out
       GROUP BY person ORDER BY person LIMIT ${GROUPS} OFFSET ${from}`,
    )
    await evidence.onDropped(rows.map(({ macs }) => macs.split(' ').map((mac) => Buffer.from(mac, 'hex'))))
  }
}
