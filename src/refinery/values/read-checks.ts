import { createHmac } from 'node:crypto'
import { access, mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { sqlText } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { BuildContext, BuildStep } from '../build/build-context.ts'
import { commitmentKey } from '../store/commitment.ts'
import { journalPath } from '../verify/index.ts'

const COLUMNS = `{address: 'VARCHAR', verdict: 'VARCHAR', checked: 'VARCHAR', lists: 'VARCHAR'}`

/**
 * Takes what mail servers said of the addresses of this build: the table `mail_checks` (`address`, `verdict`, `checked`,
 * `lists`), one row an address. Only what they were clear about: an unknown answer neither raises nor lowers anything, and does not
 * undo an earlier clear one. Needs the cleaned addresses.
 */
export const readChecks: BuildStep = {
  name: 'checks',
  label: 'Take what mail servers said',
  run: async (context) => {
    const { db } = context
    const source = await sourceOf(context)
    await db.run(
      `CREATE TABLE mail_checks AS SELECT address, verdict, checked, lists FROM ${source}
       WHERE verdict IN ('deliverable', 'undeliverable', 'accept-all')
         AND address IN (SELECT value FROM clean_email WHERE verdict NOT IN ('invalid', 'empty'))
       QUALIFY row_number() OVER (PARTITION BY address ORDER BY checked DESC, verdict) = 1`,
    )
    return (await db.row<{ n: number }>('SELECT count(*) AS n FROM mail_checks')).n
  },
}

async function sourceOf({ paths, checks }: BuildContext): Promise<string> {
  if (checks !== null) {
    if (!(await exists(checks))) throw new AppError('not_found', `There are no verification results in ${checks}.`)
    return `read_parquet(${sqlText(checks)})`
  }
  const journal = journalPath(paths.data)
  if (!(await exists(journal)))
    return `(SELECT NULL::VARCHAR AS address, NULL::VARCHAR AS verdict, NULL::VARCHAR AS checked, NULL::VARCHAR AS lists)`
  // Another process may be writing its last line just now.
  return `read_json(${sqlText(journal)}, format='newline_delimited', ignore_errors=true, columns=${COLUMNS})`
}

/** How many results went in, and their digest under the key of commitments; null when there were none. */
export async function sealChecks({ db, paths }: BuildContext): Promise<{ results: number; digest: string } | null> {
  const line = `address || chr(9) || verdict || chr(9) || checked || chr(9) || lists`
  const { results, content } = await db.row<{ results: number; content: string | null }>(
    `SELECT sum(n)::BIGINT AS results, sha256(string_agg(part, '' ORDER BY bucket)) AS content FROM (
       SELECT substr(sha256(address), 1, 3) AS bucket, count(*) AS n, sha256(string_agg(${line}, chr(10) ORDER BY address)) AS part
       FROM mail_checks GROUP BY bucket)`,
  )
  if (content === null) return null
  const digest = createHmac('sha256', await commitmentKey(paths))
    .update(`checks ${content}`)
    .digest('hex')
  return { results, digest }
}

/** Keeps the results that the edition was built from, so that it can be built again from the same. */
export async function keepChecks({ db, paths, edition }: BuildContext): Promise<void> {
  const { n } = await db.row<{ n: number }>('SELECT count(*) AS n FROM mail_checks')
  if (n === 0) return
  const draft = join(paths.work, 'mail-checks.parquet')
  await db.run(
    `COPY (SELECT * FROM mail_checks ORDER BY address) TO ${sqlText(draft)} (FORMAT parquet, COMPRESSION zstd)`,
  )
  await mkdir(paths.checks, { recursive: true, mode: 0o700 })
  await rename(draft, paths.check(edition))
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
