import { access } from 'node:fs/promises'
import { keepFor, verifyVersion } from '../../engine/verify/index.ts'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { journalPath } from './verdict-store.ts'

type Options = {
  /** Parquet file of an edition's contacts. */
  contacts: string
  data: string
  now: Date
  limit: number
}

const COLUMNS = `{address: 'VARCHAR', verdict: 'VARCHAR', checked: 'VARCHAR', lists: 'VARCHAR', retry: 'VARCHAR'}`

/**
 * Addresses of an edition that nobody asked for yet, or whose answer is no longer good: never asked ones first, at most `limit`.
 */
export async function listDueAddresses({ contacts, data, now, limit }: Options): Promise<string[]> {
  const ago = (seconds: number) => sqlText(new Date(now.getTime() - seconds * 1000).toISOString())
  const clear = ago(keepFor({ verdict: 'deliverable', reason: 'accepted' }))
  const unknown = ago(keepFor({ verdict: 'unknown', reason: 'policy' }))
  const db = await openDuckDb({ memory: 500, threads: 1 })
  try {
    const journal = await access(journalPath(data)).then(
      () =>
        `read_json(${sqlText(journalPath(data))}, format='newline_delimited', ignore_errors=true, columns=${COLUMNS})`,
      () => `(SELECT NULL AS address, NULL AS verdict, NULL AS checked, NULL AS lists, NULL AS retry)`,
    )
    const rows = await db.rows<{ address: string }>(
      `WITH all_of AS (SELECT DISTINCT unnest(list_prepend(email, coalesce(emails, []))) AS address
         FROM read_parquet(${sqlText(contacts)}) WHERE email IS NOT NULL),
       newest AS (SELECT * FROM ${journal} WHERE address IS NOT NULL
         QUALIFY row_number() OVER (PARTITION BY address ORDER BY checked DESC) = 1)
       SELECT a.address FROM all_of a LEFT JOIN newest n USING (address)
       WHERE n.address IS NULL OR n.lists <> ${sqlText(verifyVersion)}
         OR (n.retry IS NOT NULL AND n.retry <= ${ago(0)})
         OR (n.retry IS NULL AND n.checked <= CASE n.verdict WHEN 'unknown' THEN ${unknown} ELSE ${clear} END)
       ORDER BY n.checked NULLS FIRST, a.address LIMIT ${limit}`,
    )
    return rows.map(({ address }) => address)
  } finally {
    db.close()
  }
}
