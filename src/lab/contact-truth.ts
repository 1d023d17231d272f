import { openDuckDb, sqlText } from '../platform/duckdb/index.ts'
import { AppError } from '../platform/errors/index.ts'

/** Where a world's truth and a build's answer are. */
export type TruthFiles = {
  /** Folder of an edition. */
  edition: string
  /** `record_id,contact_id` as the build wrote it. */
  members: string
  /** `truth.csv` and `people.csv` of the world. */
  truth: string
  people: string
}

/** A text of an edition's contact or of a true person; null where it says nothing. */
export type Texts = Record<string, string | null>

/** A contact of an edition, its company's domain with it, and whom it is about: null for one that is about nobody. */
export type ContactTruth = { id: string; contact: Texts; domain: string | null; person: Texts | null }

/**
 * Puts beside each contact of an edition the person most of its records are about (the first by id among equals).
 * @throws AppError `bad_input` when a file cannot be read or does not fit the others.
 */
export async function listContactTruths(files: TruthFiles): Promise<ContactTruth[]> {
  const db = await openDuckDb({})
  const csv = (path: string) => `read_csv(${sqlText(path)}, all_varchar = true)`
  const table = (name: string) => `read_parquet(${sqlText(`${files.edition}/${name}.parquet`)})`
  try {
    const rows = await db.rows<{ id: string; contact: string; domain: string | null; person: string | null }>(
      `SELECT c.id, to_json(c)::VARCHAR AS contact, o.domain, CASE WHEN p.contact_id IS NULL THEN NULL ELSE to_json(p)::VARCHAR END AS person
       FROM (SELECT m.contact_id AS id, t.contact_id AS person, count(*) AS n FROM ${csv(files.members)} m JOIN ${csv(files.truth)} t USING (record_id)
             GROUP BY m.contact_id, t.contact_id QUALIFY row_number() OVER (PARTITION BY m.contact_id ORDER BY n DESC, person) = 1) x
       JOIN ${table('contacts')} c USING (id) LEFT JOIN ${table('companies')} o ON o.id = c.company_id
       LEFT JOIN ${csv(files.people)} p ON p.contact_id = x.person ORDER BY c.id`,
    )
    if (rows.length === 0) throw new AppError('bad_input', `${files.members} has no record of ${files.truth}.`)
    return rows.map(({ id, contact, domain, person }) => ({
      id,
      domain,
      contact: JSON.parse(contact) as Texts,
      person: person === null ? null : (JSON.parse(person) as Texts),
    }))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('bad_input', 'The edition and the files of the world cannot be read, or are not such files.', {
      cause: error,
    })
  } finally {
    db.close()
  }
}
