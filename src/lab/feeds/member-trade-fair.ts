import type { Feed } from './feed.ts'

/** A member's list of visitors to a trade fair: "Last, First", the whole address in one cell, typed from cards in a hurry. */
export const memberTradeFair: Feed = {
  name: 'member-trade-fair',
  letter: 'E',
  delimiter: ',',
  eol: '\r\n',
  bom: false,
  coverage: () => 0.11,
  age: [100, 420],
  again: { same: 0.02, other: 0.03 },
  junk: 0.02,
  roles: 0.01,
  rates: {
    typo: 0.04,
    nickname: 0.2,
    initial: 0.05,
    swapped: 0.01,
    middleLost: 0.9,
    upper: 0.06,
    lower: 0.05,
    marksLost: 0.5,
    formLost: 0.6,
    formVaried: 0.3,
    titleVaried: 0.4,
    switchboard: 0.3,
    roleMailbox: 0.03,
    countryVaried: 0.4,
    missing: { title: 0.15, email: 0.15, phone: 0.35, address: 0.4, linkedin: 1 },
  },
  styles: ['digits', 'national', 'dots'],
  columns: [
    {
      header: 'Name',
      cell: (row) =>
        `${[row.family, row.suffix].filter(Boolean).join(' ')}, ${[row.given, row.middle].filter(Boolean).join(' ')}`,
    },
    { header: 'Position', cell: (row) => row.title },
    { header: 'Company', cell: (row) => row.company },
    { header: 'Email', cell: (row) => row.email },
    { header: 'Business Phone', cell: (row) => row.phone },
    {
      header: 'Full Address',
      cell: (row) =>
        [row.street, row.city, [row.region, row.postcode].filter(Boolean).join(' '), row.country]
          .filter(Boolean)
          .join(', '),
    },
  ],
}
