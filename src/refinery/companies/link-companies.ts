import { join } from 'node:path'
import { textTable } from '../../platform/duckdb/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { BuildContext, BuildStep } from '../build/build-context.ts'
import { MOST_NAMES, resolveCompanies, type CompanyClaim } from './resolve-companies.ts'
import { listDoubtedKeys, splitHomonyms, type PlacedClaim, type SplitCompanies } from './split-homonyms.ts'

/**
 * Which company each content speaks of: `content_companies` (`k`, `company`), with companies numbered from 0, and
 * `company_members` (`company`, `member`), the names and domains it is known by.
 */
export const linkCompanies: BuildStep = {
  name: 'companies',
  label: 'Recognise companies',
  run: async (context) => {
    const { db } = context
    for (const sql of CLAIMS) await db.run(sql)
    const claims = await db.rows<CompanyClaim>(
      'SELECT key, domain, count(*) AS n FROM company_claims WHERE key IS NOT NULL OR domain IS NOT NULL GROUP BY ALL',
    )
    const neighbours = await db.rows<{ keys: string[] }>(NEIGHBOURS)
    const resolved = resolveCompanies(
      claims,
      neighbours.map(({ keys }) => keys),
    )
    const split = splitHomonyms(resolved, await readPlaces(context, listDoubtedKeys(resolved)))
    await writeMembers(context, split)
    await writePlacements(context, split)
    await db.run(CONTENT_COMPANIES)
    return split.resolved.count
  },
}

/** Where those are who name a company that may be several: its region, or its town where an address has none. */
async function readPlaces({ db, paths }: BuildContext, keys: readonly string[]): Promise<PlacedClaim[]> {
  const path = join(paths.work, 'doubted.tsv')
  const writer = await openLineWriter(path)
  for (const key of keys) await writer.write(key)
  await writer.close()
  await db.run(doubtedSql(textTable(path, [{ name: 'key', type: 'VARCHAR' }])))
  return db.rows<PlacedClaim>('SELECT key, domain, place, count(*) AS n FROM doubted_claims GROUP BY ALL')
}

async function writeMembers({ db, paths }: BuildContext, { resolved, unnamed }: SplitCompanies): Promise<void> {
  const path = join(paths.work, 'companies.tsv')
  const writer = await openLineWriter(path)
  for (const [key, company] of resolved.ofKey) await writer.write(`${company}\tn:${key}`)
  for (const [domain, company] of resolved.ofDomain) await writer.write(`${company}\td:${domain}`)
  for (const { company, member } of unnamed) await writer.write(`${company}\t${member}`)
  await writer.close()
  const members = textTable(path, [
    { name: 'company', type: 'INTEGER' },
    { name: 'member', type: 'VARCHAR' },
  ])
  await db.run(`CREATE TABLE company_members AS SELECT * FROM ${members}`)
}

async function writePlacements({ db, paths }: BuildContext, { placements }: SplitCompanies): Promise<void> {
  const path = join(paths.work, 'placements.tsv')
  const writer = await openLineWriter(path)
  for (const { key, domain, place, company } of placements)
    await writer.write(`${key}\t${domain ?? ''}\t${place ?? ''}\t${company}`)
  await writer.close()
  const table = textTable(path, [
    { name: 'key', type: 'VARCHAR' },
    { name: 'domain', type: 'VARCHAR' },
    { name: 'place', type: 'VARCHAR' },
    { name: 'company', type: 'INTEGER' },
  ])
  await db.run(`CREATE TABLE company_placements AS
    SELECT DISTINCT d.k, p.company FROM doubted_claims d JOIN ${table} p
    ON p.key = d.key AND coalesce(p.domain, '') = coalesce(d.domain, '') AND coalesce(p.place, '') = coalesce(d.place, '')`)
  await db.run('DROP TABLE doubted_claims')
}

/** A company's own domain: its website's, else that of an address which is not anybody's free mailbox. */
const CLAIMS = [
  `CREATE TABLE content_domains AS
   SELECT k, coalesce(min(website), min(mailbox)) AS domain FROM (
     SELECT c.k, d.registrable AS website, NULL AS mailbox FROM contents c JOIN clean_domain d ON d.raw = c.domain WHERE NOT d.free
     UNION ALL
     SELECT e.k, NULL, d.registrable FROM (SELECT k, unnest(emails) AS raw FROM contents) e
       JOIN clean_email m USING (raw) JOIN clean_domain d ON d.raw = m.domain WHERE NOT d.free AND NOT m.free AND NOT m.disposable
   ) GROUP BY k`,
  `CREATE TABLE company_claims AS
   SELECT c.k, n.key, d.domain FROM contents c
   LEFT JOIN clean_company n ON n.raw = c.company AND n.verdict NOT IN ('invalid', 'empty')
   LEFT JOIN content_domains d USING (k)`,
]

/** Keys named with the same telephone or the same address, where they are several but few. */
const NEIGHBOURS = `SELECT list_sort(list(DISTINCT key)) AS keys FROM (
    SELECT k, 't' || v.e164 AS channel FROM (SELECT k, unnest(phones) AS raw FROM contents) p JOIN clean_phone v USING (raw)
      WHERE v.e164 IS NOT NULL AND v.verdict NOT IN ('invalid', 'empty')
    UNION ALL
    SELECT k, 'a' || v.value FROM (SELECT k, unnest(addresses) AS raw FROM contents) a JOIN clean_address v USING (raw)
      WHERE v.street IS NOT NULL AND v.number IS NOT NULL AND v.verdict NOT IN ('invalid', 'empty'))
  JOIN company_claims USING (k) WHERE key IS NOT NULL
  GROUP BY channel HAVING count(DISTINCT key) BETWEEN 2 AND ${MOST_NAMES}`

const doubtedSql = (keys: string) => `CREATE TABLE doubted_claims AS
  SELECT c.k, c.key, c.domain, a.place FROM company_claims c JOIN ${keys} d USING (key) LEFT JOIN (
    SELECT k, min(v.country || '|' || coalesce(v.region, v.city, '')) AS place
    FROM (SELECT k, unnest(addresses) AS raw FROM contents) JOIN clean_address v USING (raw)
    WHERE v.country IS NOT NULL AND v.verdict NOT IN ('invalid', 'empty') GROUP BY k) a USING (k)`

const CONTENT_COMPANIES = `CREATE TABLE content_companies AS
  SELECT c.k, coalesce(p.company, n.company, d.company) AS company FROM company_claims c
  LEFT JOIN company_placements p USING (k)
  LEFT JOIN company_members n ON n.member = 'n:' || c.key
  LEFT JOIN company_members d ON d.member = 'd:' || c.domain
  WHERE coalesce(p.company, n.company, d.company) IS NOT NULL`
