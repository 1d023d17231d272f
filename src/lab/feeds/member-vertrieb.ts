import { formatDay, positionAt } from '../people.ts'
import type { Feed } from './feed.ts'

/** A member in Germany: continental Europe, headers in German, semicolons and a byte order mark as Excel saves them. */
export const memberVertrieb: Feed = {
  name: 'member-vertrieb',
  letter: 'D',
  delimiter: ';',
  eol: '\r\n',
  bom: true,
  coverage: (person) => {
    const { country } = positionAt(person, Infinity).company
    return country.language === 'de' ? 0.75 : country.language === 'en' ? 0 : 0.4
  },
  age: [0, 700],
  again: { same: 0.006, other: 0.015 },
  junk: 0.005,
  roles: 0.02,
  rates: {
    typo: 0.015,
    nickname: 0.03,
    initial: 0.03,
    swapped: 0.01,
    middleLost: 0.9,
    upper: 0.01,
    lower: 0.005,
    marksLost: 0.08,
    formLost: 0.1,
    formVaried: 0.25,
    titleVaried: 0.15,
    switchboard: 0.4,
    roleMailbox: 0.03,
    countryVaried: 0.7,
    missing: { title: 0.1, email: 0.15, phone: 0.1, address: 0.15, linkedin: 1 },
  },
  styles: ['national', 'trunk', 'international', 'dots'],
  columns: [
    { header: 'Firma', cell: (row) => row.company },
    { header: 'Vorname', cell: (row) => row.given },
    { header: 'Nachname', cell: (row) => row.family },
    { header: 'Position', cell: (row) => row.title },
    { header: 'E-Mail', cell: (row) => row.email },
    { header: 'Telefon', cell: (row) => row.phone },
    { header: 'Straße', cell: (row) => row.street },
    { header: 'PLZ', cell: (row) => row.postcode },
    { header: 'Ort', cell: (row) => row.city },
    { header: 'Land', cell: (row) => row.country },
    { header: 'Letzte Änderung', cell: (row) => formatDay(row.seen).replace(/(\d+)-(\d+)-(\d+)/, '$3.$2.$1') },
  ],
}
