import cleanco from 'cleanco'
import { cleanCompany } from '../../src/engine/clean/index.ts'
import list from './company-cases.json' with { type: 'json' }
import type { Suite } from './suite.ts'

type Listed = { name: string; core: string; country?: string; key: string }

const companies: Listed[] = Object.entries(list.countries).flatMap(([country, names]) =>
  Object.entries(names).map(([name, core]) => ({
    name,
    core,
    key: core.toLowerCase(),
    ...(country === '' ? {} : { country }),
  })),
)
const source =
  '`company-cases.json`, checked by hand: invented companies and the public names of well-known ones, by the country that the form tells'

/** What `fairlist value company` is measured by. */
export const suites: Suite[] = [
  {
    kind: 'company',
    name: 'name without its legal form',
    source,
    target: { right: 0.98, perSecond: 500_000 },
    // Peers give small letters, so case is not asked for.
    cases: () => companies.map(({ name, key }) => ({ input: name, want: key })),
    speedOver: makeOrdinary,
    ours: (input) => cleanCompany(input).core?.toLowerCase() ?? null,
    peers: [{ name: 'cleanco', licence: 'MIT', answer: (input) => cleanco.clean(input) }],
  },
  {
    kind: 'company',
    name: 'country that the legal form tells',
    source,
    target: { right: 0.98 },
    cases: () => companies.map(({ name, country }) => ({ input: name, want: country ?? null })),
    ours: (input) => cleanCompany(input).country,
    peers: [],
  },
  {
    kind: 'company',
    name: 'spellings of one company with one comparison key',
    source: '`company-cases.json`, our own: every spelling against the first of its company',
    target: { right: 0.98 },
    cases: () =>
      list.spellings.flatMap(([first, ...others]) =>
        others.map((other) => ({ input: other, want: cleanCompany(first).key })),
      ),
    ours: (input) => cleanCompany(input).key,
    peers: [],
  },
]

/** 200,000 names, none twice, as lists of companies hold them: half with a form, some in capitals. */
function makeOrdinary(): string[] {
  const words = 'Acme Northwind Bluebird Summit Harbor Granite Orchid Falcon Meridian Copper Willow Aurora'.split(' ')
  const trades = 'Widgets Logistics Software Foods Dental Energy Partners Media Robotics Holdings'.split(' ')
  const forms = ['', ', Inc.', ' LLC', '', ' Ltd', ' GmbH', '', ' S.A.', '', ' Corp.']
  return Array.from({ length: 200_000 }, (_, i) => {
    const word = `${words[i % 12]}${'aeiou'[Math.floor(i / 12) % 5]}${'lnrstm'[Math.floor(i / 60) % 6]}${Math.floor(i / 3600) || ''}`
    const name = `${word} ${trades[Math.floor(i / 12) % 10]}${forms[i % 10]}`
    return i % 25 === 0 ? name.toUpperCase() : name
  })
}
