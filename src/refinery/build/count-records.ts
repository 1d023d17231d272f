import type { BuildContext } from './build-context.ts'
import type { BuildReport } from './build-report.ts'

/** What the report says of the inputs. */
type Counts = {
  report: Pick<BuildReport, 'records' | 'rejected' | 'reasons' | 'values'>
  /** Rows about a person. */
  people: number
  /** Newest date in the rows, ISO. */
  newest: string | null
}

/** Counts rows in, rows refused and why, and the values cleaned. */
export async function countRecords({ db, batches }: BuildContext): Promise<Counts> {
  const rows = await db.row<{ n: number; people: number; nobody: number; newest: string | null }>(
    `SELECT count(*) AS n, count(*) FILTER (WHERE p.k IS NOT NULL) AS people,
       count(*) FILTER (WHERE p.k IS NULL AND c.k IS NULL AND r.k NOT IN (SELECT k FROM gated_contents)) AS nobody, max(r.seen) AS newest
     FROM rows r LEFT JOIN content_people p USING (k) LEFT JOIN content_companies c USING (k)`,
  )
  const reasons: Record<string, number> = {}
  for (const [reason, n] of batches.flatMap((batch) => Object.entries(batch.reasons)))
    reasons[reason] = (reasons[reason] ?? 0) + n
  const nobody = rows.nobody
  if (nobody > 0) reasons['no_person_or_company'] = (reasons['no_person_or_company'] ?? 0) + nobody
  return {
    report: {
      records: rows.n - nobody,
      rejected: batches.reduce((sum, batch) => sum + batch.rejected, nobody),
      reasons,
      values: await db.rows('SELECT kind, "distinct", cleaned, bytes FROM value_counts ORDER BY rowid'),
    },
    people: rows.people,
    newest: rows.newest,
  }
}
