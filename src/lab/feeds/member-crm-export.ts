import { hashText } from '../random.ts'
import { formatDay, positionAt } from '../people.ts'
import type { Feed } from './feed.ts'

/** A member's CRM: its own accounts in English-speaking countries, typed in by salespeople. */
export const memberCrmExport: Feed = {
  name: 'member-crm-export',
  letter: 'C',
  delimiter: ',',
  eol: '\n',
  bom: false,
  coverage: (person) => {
    const { company } = positionAt(person, Infinity)
    return company.country.language === 'en' && hashText(company.domain) % 100 < 40 ? 0.55 : 0
  },
  age: [10, 900],
  again: { same: 0.01, other: 0.03 },
  junk: 0.008,
  roles: 0.015,
  rates: {
    typo: 0.025,
    nickname: 0.25,
    initial: 0.01,
    swapped: 0.006,
    middleLost: 0.8,
    upper: 0.02,
    lower: 0.03,
    marksLost: 0.6,
    formLost: 0.5,
    formVaried: 0.3,
    titleVaried: 0.4,
    switchboard: 0.3,
    roleMailbox: 0.02,
    countryVaried: 0.6,
    missing: { title: 0.12, email: 0.08, phone: 0.25, address: 0.35, linkedin: 1 },
  },
  styles: ['national', 'trunk', 'dots', 'digits', 'international'],
  columns: [
    { header: 'Account Name', cell: (row) => row.company },
    { header: 'First Name', cell: (row) => [row.given, row.middle].filter(Boolean).join(' ') },
    { header: 'Last Name', cell: (row) => [row.family, row.suffix].filter(Boolean).join(' ') },
    { header: 'Title', cell: (row) => row.title },
    { header: 'Email', cell: (row) => row.email },
    { header: 'Phone', cell: (row) => row.phone },
    { header: 'Mobile', cell: (row) => row.mobile },
    { header: 'Mailing Street', cell: (row) => row.street },
    { header: 'Mailing City', cell: (row) => row.city },
    { header: 'Mailing State/Province', cell: (row) => row.region },
    { header: 'Mailing Zip/Postal Code', cell: (row) => row.postcode },
    { header: 'Mailing Country', cell: (row) => row.country },
    { header: 'Last Modified Date', cell: (row) => formatDay(row.seen) },
  ],
}
