const GIVEN = ['Mara', 'Jonas', 'Priya', 'Théo', 'Ingrid', 'Marcus', 'Aisha', 'Lena', 'Oscar', 'Ruth', 'Dev', 'Nadia']
const FAMILY = [
  'Lindqvist',
  'Okafor',
  'Brandt',
  'Moreau',
  'Castellan',
  'Whitlow',
  'Haddad',
  'Nakamura',
  'Petersen',
  'Quill',
]
const COMPANIES = [
  'Northwind Tools',
  'Harbor & Pine LLC',
  'Brightwater Foods Inc.',
  'Kestrel Analytics GmbH',
  'Stonebridge Dental',
]
const TITLES = ['Sales Manager', 'VP of Engineering', 'Accountant', 'Chief Executive Officer', 'HR Director']

/** A row of `aFeed`, by column. */
export type FeedRow = Record<(typeof FEED_COLUMNS)[number], string>

/** Columns of `aFeed`. */
export const FEED_COLUMNS = [
  'record_id',
  'source',
  'full_name',
  'title',
  'company',
  'email',
  'phone',
  'city',
  'updated',
] as const

/**
 * A small feed of synthetic people: `people` of them, each said by up to three sources, in other spellings, with a job
 * change here and there. The same arguments give the same rows.
 */
export function aFeed({ people = 60 }: { people?: number } = {}): FeedRow[] {
  const rows: FeedRow[] = []
  for (let i = 0; i < people; i++) {
    const given = GIVEN[i % GIVEN.length]
    const family = FAMILY[Math.floor(i / GIVEN.length + i) % FAMILY.length]
    for (let source = 0; source <= i % 3; source++) {
      const moved = i % 7 === 0 && source === 2
      const company = COMPANIES[(i + (moved ? 1 : 0)) % COMPANIES.length]
      const domain = `${company.split(' ')[0].toLowerCase()}.example`
      rows.push({
        record_id: `r${rows.length}`,
        source: `source ${source}`,
        full_name: source === 1 ? `${family.toUpperCase()}, ${given}` : `${given} ${family}`,
        title: TITLES[i % TITLES.length],
        company,
        email: source === 1 ? '' : `${fold(given)}.${fold(family)}${i}@${domain}`,
        phone: `(202) 555-01${String(i % 100).padStart(2, '0')}`,
        city: 'Washington, DC 20001',
        updated: `202${source + 3}-0${(i % 9) + 1}-15`,
      })
    }
  }
  return rows
}

/** Rows as RFC 4180 text under the feed's header. */
export function feedText(rows: readonly FeedRow[]): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = rows.map((row) => FEED_COLUMNS.map((column) => cell(row[column])).join(','))
  return `${[FEED_COLUMNS.join(','), ...lines].join('\n')}\n`
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
