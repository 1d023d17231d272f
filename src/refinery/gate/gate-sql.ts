/** Relations that gather what is known of each person, and find out who is suppressed. */

/** How many distinct people each channel is said of. */
const CARRIERS = [
  `CREATE TABLE email_carriers AS
   SELECT key, count(DISTINCT person)::INTEGER AS carriers FROM (SELECT k, unnest(keys) AS key FROM email_keys)
   JOIN content_people USING (k) GROUP BY key`,
  `CREATE TABLE phone_carriers AS
   SELECT e164, count(DISTINCT person)::INTEGER AS carriers FROM (SELECT k, unnest(keys) AS e164 FROM phone_keys)
   JOIN content_people USING (k) GROUP BY e164`,
]

/** What is said of each person: `kind` is n(ame), e(mail), p(hone), c(ompany), d(omain), l(inkedin). */
const FACTS = `CREATE TABLE person_facts AS
  SELECT DISTINCT p.person, 'n' AS kind, n.first AS value, n.last AS flag, NULL::INTEGER AS carriers
  FROM content_people p JOIN contents c USING (k) JOIN clean_name n ON n.raw = c.name
  UNION ALL
  SELECT p.person, 'e', e.key, bool_or(r.role)::VARCHAR, any_value(r.carriers)
  FROM (SELECT k, unnest(keys) AS key FROM email_keys) e JOIN content_people p USING (k)
  JOIN (SELECT v.key, bool_or(v.role) AS role, any_value(c.carriers) AS carriers FROM clean_email v JOIN email_carriers c USING (key) GROUP BY v.key) r USING (key)
  GROUP BY p.person, e.key
  UNION ALL
  SELECT p.person, 'p', v.e164, bool_or(s.mobile OR v.type = 'mobile')::VARCHAR, any_value(c.carriers)
  FROM (SELECT k, unnest(phones) AS raw, false AS mobile FROM contents UNION ALL SELECT k, unnest(mobiles), true FROM contents) s
  JOIN clean_phone v USING (raw) JOIN content_people p USING (k) JOIN phone_carriers c USING (e164)
  WHERE v.e164 IS NOT NULL AND v.verdict NOT IN ('invalid', 'empty') GROUP BY p.person, v.e164
  UNION ALL
  SELECT DISTINCT p.person, 'c', n.key, NULL, NULL::INTEGER
  FROM content_people p JOIN contents c USING (k) JOIN clean_company n ON n.raw = c.company
  WHERE n.key IS NOT NULL AND n.verdict NOT IN ('invalid', 'empty')
  UNION ALL
  SELECT DISTINCT p.person, 'd', d.domain, NULL, NULL::INTEGER
  FROM content_people p JOIN content_domains d USING (k) WHERE d.domain IS NOT NULL
  UNION ALL
  SELECT DISTINCT p.person, 'l', c.linkedin, NULL, NULL::INTEGER
  FROM content_people p JOIN contents c USING (k) WHERE c.linkedin IS NOT NULL`

export const GATHER = [...CARRIERS, FACTS]

/**
 * Who is dropped, and of whom more is found out than was known: by an identifier that is theirs alone, or by one that nobody
 * else has in this build. A namesake at the same employer is dropped, too, but their own addresses are not suppressed for it:
 * else one stop would creep on, build by build, from namesake to namesake.
 */
export const JUDGE = [
  'CREATE TABLE hits AS SELECT i.* FROM identifiers i SEMI JOIN suppressed USING (mac)',
  `CREATE TABLE gated_contents AS SELECT p.k, p.person FROM content_people p SEMI JOIN hits USING (person)`,
  `CREATE TABLE found_out AS
   WITH own AS (SELECT person FROM hits WHERE reach = 2 OR mac IN (
       SELECT mac FROM identifiers SEMI JOIN hits USING (mac) GROUP BY mac HAVING count(DISTINCT person) = 1)),
     news AS (SELECT DISTINCT person FROM identifiers SEMI JOIN own USING (person) ANTI JOIN suppressed USING (mac) WHERE reach > 0)
   SELECT DISTINCT i.person, i.mac FROM identifiers i SEMI JOIN news USING (person)
   WHERE i.reach > 0 OR i.mac IN (SELECT mac FROM suppressed)`,
  'DELETE FROM content_people WHERE k IN (SELECT k FROM gated_contents)',
  'DELETE FROM content_companies WHERE k IN (SELECT k FROM gated_contents)',
]
