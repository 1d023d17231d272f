import { cleanAddress } from './address/clean-address.ts'
import type { CleanedByKind } from './cleaned.ts'
import { cleanCompany } from './company/clean-company.ts'
import { cleanDate } from './date/clean-date.ts'
import { cleanDomain } from './domain/clean-domain.ts'
import { cleanEmail } from './email/clean-email.ts'
import { cleanIndustry } from './industry/clean-industry.ts'
import { cleanName } from './name/clean-name.ts'
import { cleanPhone } from './phone/clean-phone.ts'
import { cleanEmployees } from './size/clean-employees.ts'
import { cleanRevenue } from './size/clean-revenue.ts'
import { cleanTitle } from './title/clean-title.ts'
import { cleanUrl } from './url/clean-url.ts'

/** The kinds of value that Fairlist knows how to clean. */
export type KindName = keyof CleanedByKind

/** One kind: its cleaner, the version of its rules and the order of its own fields in tab-separated output. */
export type Kind<K extends KindName = KindName> = {
  name: K
  /**
   * Changes whenever any value may come out differently; dictionaries of another version are not read. Names the libraries
   * whose tables decide, with their versions, which a test compares with `package.json`.
   */
  version: string
  clean: (raw: string, options?: { country?: string }) => CleanedByKind[K]
  /** The kind's own fields, after `value`, `verdict`, `confidence` and `why`. */
  columns: string[]
}

/** Every kind by name. */
export const kinds: { [K in KindName]: Kind<K> } = {
  email: {
    name: 'email',
    version: '1-tldts-7.5.4-disposable-email-domains-js-1.26.0',
    clean: cleanEmail,
    columns: ['local', 'domain', 'category', 'diagnosis', 'role', 'free', 'disposable', 'suggestion', 'key'],
  },
  phone: {
    name: 'phone',
    version: '2-libphonenumber-js-1.13.15',
    clean: cleanPhone,
    columns: ['e164', 'country', 'type', 'extension', 'national'],
  },
  name: {
    name: 'name',
    version: '1',
    clean: cleanName,
    columns: ['title', 'first', 'middle', 'last', 'suffix', 'nickname', 'display', 'key'],
  },
  title: {
    name: 'title',
    version: '3',
    clean: cleanTitle,
    columns: ['level', 'function', 'subfunction', 'matched'],
  },
  company: {
    name: 'company',
    version: '2-any-ascii-0.3.3',
    clean: cleanCompany,
    columns: ['core', 'form', 'country', 'key'],
  },
  domain: { name: 'domain', version: '2-tldts-7.5.4', clean: cleanDomain, columns: ['registrable', 'suffix', 'free'] },
  address: {
    name: 'address',
    version: '1',
    clean: cleanAddress,
    columns: ['number', 'street', 'unit', 'box', 'city', 'region', 'postcode', 'country'],
  },
  url: {
    name: 'url',
    version: '2-tldts-7.5.4',
    clean: cleanUrl,
    columns: ['host', 'registrable', 'network', 'handle', 'key'],
  },
  employees: { name: 'employees', version: '1', clean: cleanEmployees, columns: ['low', 'high', 'band'] },
  revenue: { name: 'revenue', version: '1', clean: cleanRevenue, columns: ['low', 'high', 'band', 'currency'] },
  date: { name: 'date', version: '1', clean: cleanDate, columns: ['precision'] },
  industry: {
    name: 'industry',
    version: '2',
    clean: cleanIndustry,
    columns: ['naics', 'sic', 'title', 'sector'],
  },
}
