/** Relations that gather what is said of contacts and companies, as JSON in the shape of engine/merge's evidence. */

/** Channels of each content as lists of structures, in the order of their text. */
export const CHANNELS = [
  `CREATE TABLE email_said AS SELECT k, list(DISTINCT said ORDER BY said) AS emails FROM (
     SELECT e.k, {value: v.value, verdict: v.verdict, role: v.role, sure: v.confidence, domain: v.domain, checked: m.verdict} AS said
     FROM (SELECT k, unnest(emails) AS raw FROM contents) e JOIN clean_email v USING (raw)
     LEFT JOIN mail_checks m ON m.address = v.value
     WHERE v.value IS NOT NULL AND v.verdict NOT IN ('invalid', 'empty')) GROUP BY k`,
  `CREATE TABLE phone_claims AS
     SELECT p.k, p.kind, v.e164, v.type, v.confidence FROM (
       SELECT k, unnest(phones) AS raw, 'phone' AS kind FROM contents
       UNION ALL SELECT k, unnest(mobiles), 'mobile' FROM contents
       UNION ALL SELECT k, unnest(faxes), 'fax' FROM contents) p
     JOIN clean_phone v USING (raw) WHERE v.e164 IS NOT NULL AND v.verdict NOT IN ('invalid', 'empty')`,
  `CREATE TABLE phone_sharers AS
     SELECT e164, count(DISTINCT person)::INTEGER AS names, count(DISTINCT person) FILTER (kind = 'phone')::INTEGER AS desks FROM phone_claims JOIN content_people USING (k) GROUP BY e164`,
  `CREATE TABLE phone_said AS SELECT k, list(DISTINCT said ORDER BY said) AS phones FROM (
     SELECT p.k, {value: p.e164, kind: p.kind, type: p.type, sure: p.confidence, names: coalesce(s.names, 0), desks: coalesce(s.desks, 0)} AS said
     FROM phone_claims p LEFT JOIN phone_sharers s USING (e164)) GROUP BY k`,
  `CREATE TABLE address_said AS SELECT k, list(DISTINCT said ORDER BY said) AS addresses FROM (
     SELECT a.k, {value: v.value, number: v.number, street: v.street, unit: v.unit, box: v.box, city: v.city, region: v.region,
       postcode: v.postcode, country: v.country, sure: v.confidence} AS said
     FROM (SELECT k, unnest(addresses) AS raw FROM contents) a JOIN clean_address v USING (raw)
     WHERE v.value IS NOT NULL AND v.verdict NOT IN ('invalid', 'empty')) GROUP BY k`,
]

/**
 * Lines of a company: one for each distinct thing said of it, however many contents say it, and one with all its numbers.
 * `line` numbers a company's lines in the order of their text. A domain is said of the company it belongs to only: who writes from another
 * company's, or from a portal's, tells nothing of this one. Sizes are told as bands, so that `120` and `51-200` say the same.
 */
export const COMPANY_EVIDENCE = `CREATE TABLE company_evidence AS
  SELECT id, number, row_number() OVER (PARTITION BY number ORDER BY said) AS line, said FROM (
    SELECT id, number, to_json({name: name, form: form, domain: domain, industry: industry, employees: employees, revenue: revenue,
      addresses: addresses, phones: NULL, seen: max(seen), sources: list_sort(list_distinct(flatten(list(units))))})::VARCHAR AS said
    FROM (
      SELECT i.id, i.number, n.value AS name, n.form, CASE WHEN own.company = cc.company THEN d.domain END AS domain, b.value AS industry, w.band AS employees,
        nullif(concat_ws(' ', r.band, r.currency), '') AS revenue, a.addresses, o.seen, o.units
      FROM content_companies cc JOIN company_ids i ON i.cluster = cc.company JOIN contents c USING (k) JOIN occurrences o USING (k)
      LEFT JOIN clean_company n ON n.raw = c.company LEFT JOIN content_domains d USING (k)
      LEFT JOIN company_members own ON own.member = 'd:' || d.domain LEFT JOIN address_said a USING (k)
      LEFT JOIN clean_industry b ON b.raw = c.industry LEFT JOIN clean_employees w ON w.raw = c.employees LEFT JOIN clean_revenue r ON r.raw = c.revenue)
    GROUP BY id, number, name, form, domain, industry, employees, revenue, addresses
    UNION ALL
    SELECT i.id, i.number, to_json({phones: list(DISTINCT p.said ORDER BY p.said), sources: []::INTEGER[]})::VARCHAR
    FROM content_companies cc JOIN company_ids i ON i.cluster = cc.company
    JOIN (SELECT k, unnest(phones) AS said FROM phone_said) p USING (k) GROUP BY ALL)`

/** Lines of a contact: one for each content. Needs the merged companies, for their names. */
export const CONTACT_EVIDENCE = `CREATE TABLE contact_evidence AS
  SELECT i.id, i.number, c.k AS line, to_json({display: n.display, prefix: nullif(n.title, ''), first: nullif(n.first, ''), middle: nullif(n.middle, ''),
    last: nullif(n.last, ''), suffix: nullif(n.suffix, ''), name_sure: n.confidence, title: t.value, level: t.level,
    function: t.function, subfunction: t.subfunction, title_sure: t.confidence, company_id: m.id, company: m.name,
    industry: m.industry, unit: c.unit, emails: e.emails, phones: p.phones, addresses: a.addresses, linkedin: c.linkedin,
    first_seen: o.first_seen, seen: o.seen, sources: o.units, records: o.records})::VARCHAR AS said
  FROM content_people cp JOIN contact_ids i ON i.cluster = cp.person JOIN contents c USING (k) JOIN occurrences o USING (k)
  JOIN clean_name n ON n.raw = c.name
  LEFT JOIN clean_title t ON t.raw = c.title AND t.verdict NOT IN ('invalid', 'empty')
  LEFT JOIN content_companies cc USING (k) LEFT JOIN company_ids ci ON ci.cluster = cc.company
  LEFT JOIN merged_companies m ON m.id = ci.id
  LEFT JOIN email_said e USING (k) LEFT JOIN phone_said p USING (k) LEFT JOIN address_said a USING (k)`
