import { join } from 'node:path'
import { textTable } from '../../platform/duckdb/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { BuildStep } from '../build/build-context.ts'
import { resolveCompanies, type CompanyClaim } from './resolve-companies.ts'

/**
 * Which company each content speaks of: `content_companies` (`k`, `company`), with companies numbered from 0, and
 * `company_members` (`company`, `member`), the names and domains it is known by.
 */
export const linkCompanies: BuildStep = {
  name: 'companies',
  label: 'Recognise companies',
  run: async ({ db, paths }) => {
    for (const sql of CLAIMS) await db.run(sql)
    const claims = await db.rows<CompanyClaim>(
      'SELECT key, domain, count(*) AS n FROM company_claims WHERE key IS NOT NULL OR domain IS NOT NULL GROUP BY ALL',
    )
    const { count, ofKey, ofDomain } = resolveCompanies(claims)
    const path = join(paths.work, 'companies.tsv')
    const writer = await openLineWriter(path)
    for (const [key, company] of ofKey) await writer.write(`${company}\tn:${key}`)
    for (const [domain, company] of ofDomain) await writer.write(`${company}\td:${domain}`)
    await writer.close()
    const members = textTable(path, [
      { name: 'company', type: 'INTEGER' },
      { name: 'member', type: 'VARCHAR' },
    ])
    await db.run(`CREATE TABLE company_members AS SELECT * FROM ${members}`)
    await db.run(CONTENT_COMPANIES)
    return count
  },
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

const CONTENT_COMPANIES = `CREATE TABLE content_companies AS
  SELECT c.k, coalesce(n.company, d.company) AS company FROM company_claims c
  LEFT JOIN company_members n ON n.member = 'n:' || c.key
  LEFT JOIN company_members d ON d.member = 'd:' || c.domain
  WHERE n.company IS NOT NULL OR d.company IS NOT NULL`
