import type { PhoneStyle } from '../../src/lab/phones.ts'
import { Random } from '../../src/lab/random.ts'
import { listTold, type Told } from '../../src/lab/index.ts'

/** The countries of the exports in one country's language; the others hold people of all countries. */
const CODES: Record<string, string> = {
  German: 'DE',
  French: 'FR',
  Spanish: 'ES',
  Italian: 'IT',
  Dutch: 'NL',
  Portuguese: 'ES',
}
const STYLES: PhoneStyle[] = ['e164', 'national', 'international', 'dots', 'trunk']

/**
 * Rows under the header of an export (`export-headers.json`: what each column holds), about people of the laboratory.
 * A second telephone or address is rarely there, as in life. What is no contact is filled with what such columns hold.
 */
export function aFilledExport(name: string, want: Record<string, string | null>, rows = 200): string[][] {
  const seed = Array.from(name, (letter) => letter.charCodeAt(0)).reduce((sum, code) => sum + code, 0)
  const code = CODES[name]
  const told = listTold({ seed, count: rows, style: STYLES[seed % STYLES.length], ...(code ? { code } : {}) })
  const others = listTold({ seed: seed + 1, count: rows, style: 'national', ...(code ? { code } : {}) })
  const columns = Object.entries(want)
  return told.map((person, row) => {
    const seen = new Map<string, number>()
    return columns.map(([column, field], at) => {
      const random = new Random(seed, `cell ${at}`, row)
      const kind = field ?? ''
      const before = seen.get(kind) ?? 0
      seen.set(kind, before + 1)
      const isSecond = before > 0 && field !== null && !['street', 'title'].includes(field)
      const kept = random.chance(isSecond ? 0.2 : 0.97)
      const of = isSecond ? others[row] : person
      return kept ? writeCell({ random, column, field, person: of, row, line: before }) : ''
    })
  })
}

type Cell = { random: Random; column: string; field: string | null; person: Told; row: number; line: number }

/** What the columns hold whose values are not in the laboratory's report as they stand. */
const writers: Record<string, (cell: Cell) => string> = {
  record_id: ({ row }) => `${1_000_451 + row * 7}`,
  source: ({ random }) => random.pick(['A', 'B', 'C']),
  prefix: ({ random }) => random.pick(['Mr.', 'Ms.', 'Dr.', 'Mrs.']),
  middle_name: ({ person }) => person.middle,
  given_name: ({ person }) => person.given,
  family_name: ({ person }) => person.family,
  full_name: ({ person }) => `${person.given} ${person.family}`.trim(),
  unit: ({ random }) => random.pick(['Sales', 'Marketing', 'Finance', 'IT', 'Operations', 'Human Resources']),
  fax: ({ person }) => person.phone,
  street: ({ random, person, line }) => (line === 0 ? person.street : random.pick(['', '', 'Suite 200', '2nd Floor'])),
  address: ({ person: { street, city, region, postcode, country } }) =>
    [street, city, `${region} ${postcode}`.trim(), country].filter(Boolean).join(', '),
  revenue: ({ person, column }) => (/range/i.test(column) ? '10M-50M' : String(person.revenue * 1_000_000)),
  employees: ({ person, column }) => (/range|size/i.test(column) ? bandOf(Number(person.employees)) : person.employees),
  linkedin: ({ person }) => person.linkedin.replace('linkedin.example', 'https://www.linkedin.com'),
  '!home phone': ({ person }) => person.mobile,
  '!home address': ({ column, person }) =>
    /city|ville|ort/i.test(column)
      ? person.city
      : /zip|post/i.test(column)
        ? person.postcode
        : /state/i.test(column)
          ? person.region
          : /country/i.test(column)
            ? person.country
            : person.street,
  // So short a mailbox nobody can have there.
  '!personal e-mail': ({ row }) => `p${row}@gmail.com`,
  '!personal website': ({ row }) => `https://home-${row}.example`,
  '!birth date': ({ random }) => `${random.between(1950, 2003)}-0${random.between(1, 9)}-${random.between(10, 28)}`,
  '!gender': ({ random }) => random.pick(['male', 'female']),
  '!family': ({ random }) => random.pick(['married', 'single']),
  '!age': ({ random }) => String(random.between(19, 66)),
  '!government number': ({ random }) => `${random.between(100, 999)}-00-${random.between(1000, 9999)}`,
  '!photo': ({ row }) => `https://pictures.example/${row}.jpg`,
}

const BANDS = [1, 10, 50, 200, 500, 1000, 5000, 10_000]

function bandOf(employees: number): string {
  const at = BANDS.findLastIndex((low) => employees > low)
  return at === BANDS.length - 1 ? '10,001+' : `${(BANDS[at] ?? 0) + 1}-${BANDS[at + 1]}`
}

/** What columns hold that are no part of a contact, by what their names say; the first that fits. */
const others: [RegExp, (cell: Cell) => string][] = [
  [/owner|assistant|manager|referr/i, ({ random }) => random.pick(['Ann Lee', 'Bob Ray', 'Cy Moe', 'Di Fox'])],
  [/founded|year/i, ({ random }) => String(random.between(1890, 2020))],
  [
    /date|created|connected|time|last (?:contacted|activity)/i,
    ({ random }) => `20${random.between(11, 22)}-0${random.between(1, 9)}-1${random.below(10)}`,
  ],
  [/label|type/i, ({ random }) => random.pick(['Work', 'Home', 'Other'])],
  [/company name for emails/i, ({ person }) => person.company.split(' ')[0]],
  [/domain/i, ({ person }) => person.domain],
  [/facebook|twitter|linkedin|profile url/i, ({ row }) => `https://www.facebook.com/page${row}`],
  [/hierarchy|management level|seniority/i, ({ random }) => random.pick(['Manager', 'Director', 'C-Level', 'VP'])],
  [/function|occupation/i, ({ random }) => random.pick(['Sales', 'Finance', 'Marketing'])],
  [/range/i, ({ random }) => random.pick(['$1M-$10M', '$10M-$50M'])],
  [/funding/i, ({ random }) => String(random.between(1, 90) * 100_000)],
  [/sic/i, ({ random }) => random.pick(['7372', '3559', '8742'])],
  [/ticker|symbol/i, ({ random }) => random.pick(['ABC', 'XYZ', ''])],
  [/latitude/i, ({ random }) => `${random.between(25, 60)}.${random.between(1_000_000, 9_999_999)}`],
  [/longitude/i, ({ random }) => `-${random.between(60, 120)}.${random.between(1_000_000, 9_999_999)}`],
  [/_ip/i, ({ random }) => `192.0.2.${random.between(100, 250)}`],
  [/rating|score|confidence|quantity|locations/i, ({ random }) => String(random.between(1, 99))],
  [/id$|#|checksum/i, ({ random }) => `${random.between(10_000, 99_999)}`],
  [/invalid|call|opted|converted|subscribed/i, ({ random }) => random.pick(['true', 'false'])],
  [
    /notes|description|keywords|technologies|tags/i,
    ({ random }) => random.pick(['met at the fair, call again', 'Slack, React, AWS', '']),
  ],
  [/yomi|phonetic|nickname/i, () => ''],
]

function writeCell(cell: Cell): string {
  const { field, person, column, random } = cell
  if (field === null) {
    const write = others.find(([name]) => name.test(column))?.[1]
    return write ? write(cell) : random.pick(['New', 'Open', 'Web', 'Customer'])
  }
  const write = writers[field]
  return write ? write(cell) : String(person[field as keyof Told])
}
