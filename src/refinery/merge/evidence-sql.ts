/** Relations that gather what is said of contacts and companies, as JSON in the shape of engine/merge's evidence. */

/** Channels of each content as lists of structures, in the order of their text. */
export const CHANNELS = [
  `CREATE TABLE email_said AS SELECT k, list(DISTINCT said ORDER BY said) AS emails FROM (
     SELECT e.k, {value: v.value, verdict: v.verdict, role: v.role, sure: v.confidence, domain: v.domain} AS said
     FROM (SELECT k, unnest(emails) AS raw FROM contents) e JOIN clean_email v USING (raw)
     WHERE v.value IS NOT NULL AND v.verdict NOT IN ('invalid', 'empty')) GROUP BY k`,
  `CREATE TABLE phone_claims AS
     SELECT p.k, p.kind, v.e164, v.type, v.confidence FROM (
       SELECT k, unnest(phones) AS raw, 'phone' AS kind FROM contents
       UNION ALL SELECT k, unnest(mobiles), 'mobile' FROM contents
       UNION ALL SELECT k, unnest(faxes), 'fax' FROM contents) p
     JOIN clean_phone v USING (raw) WHERE v.e164 IS NOT NULL AND v.verdict NOT IN ('invalid', 'empty')`,
  `CREATE TABLE phone_sharers AS
     SELECT e164, count(DISTINCT person)::INTEGER AS names FROM phone_claims JOIN content_people USING (k) GROUP BY e164`,
  `CREATE TABLE phone_said AS SELECT k, list(DISTINCT said ORDER BY said) AS phones FROM (
     SELECT p.k, {value: p.e164, kind: p.kind, type: p.type, sure: p.confidence, names: coalesce(s.names, 0)} AS said
     FROM phone_claims p LEFT JOIN phone_sharers s USING (e164)) GROUP BY k`,
  `CREATE TABLE address_said AS SELECT k, list(DISTINCT said ORDER BY said) AS addresses FROM (
     SELECT a.k, {value: v.value, street: nullif(concat_ws(' ', v.number, v.street, v.unit, v.box), ''), city: v.city, region: v.region,
       postcode: v.postcode, country: v.country, sure: v.confidence} AS said
     FROM (SELECT k, unnest(addresses) AS raw FROM contents) a JOIN clean_address v USING (raw)
     WHERE v.value IS NOT NULL AND v.verdict NOT IN ('invalid', 'empty')) GROUP BY k`,
]

/** One line for each content of a company: its id and the evidence. */
export const COMPANY_EVIDENCE = `CREATE TABLE company_evidence AS
  SELECT i.id, i.number, c.k, to_json({name: n.value, form: n.form, domain: d.domain, industry: c.industry, employees: c.employees,
    revenue: c.revenue, addresses: a.addresses, phones: p.phones, seen: o.seen, sources: o.units, records: o.records})::VARCHAR AS said
  FROM content_companies cc JOIN company_ids i ON i.cluster = cc.company JOIN contents c USING (k) JOIN occurrences o USING (k)
  LEFT JOIN clean_company n ON n.raw = c.company LEFT JOIN content_domains d USING (k)
  LEFT JOIN address_said a USING (k) LEFT JOIN phone_said p USING (k)`

/** One line for each content of a contact. Needs the merged companies, for their names. */
export const CONTACT_EVIDENCE = `CREATE TABLE contact_evidence AS
  SELECT i.id, i.number, c.k, to_json({display: n.display, prefix: nullif(n.title, ''), first: nullif(n.first, ''), middle: nullif(n.middle, ''),
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
