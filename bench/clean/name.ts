import { existsSync, readFileSync } from 'node:fs'
import another from 'another-name-parser'
import humanparser from 'humanparser'
import parseFullName from 'parse-full-name'
import { cleanName } from '../../src/engine/clean/index.ts'
import type { Case, Suite } from './suite.ts'

type Parts = Record<'title' | 'first' | 'middle' | 'last' | 'suffix' | 'nickname', string | null | undefined>

/** Its types say that it is a property of its export; it is the export. */
const parseAnother = another as unknown as typeof another.default
const PEER = '../shared/data/clean/person-names.json'

/** What `fairlist value name` is measured by. */
export const suites: Suite[] = [
  {
    kind: 'name',
    name: 'all six parts',
    source: '157 names of python-nameparser’s tests, which lie beside the checkout; speed over 200,000 ordinary names',
    target: { right: 0.95, perSecond: 150_000 },
    cases: readCases,
    speedOver: makeOrdinary,
    ours: (input) => bare(cleanName(input)),
    peers: [
      { name: 'humanparser', licence: 'MIT', answer: askHumanparser },
      { name: 'parse-full-name', licence: 'MIT', answer: askParseFullName },
      { name: 'another-name-parser', licence: 'MIT', answer: askAnother },
    ],
  },
]

function askHumanparser(input: string): string[] {
  const found = humanparser.parseName(input)
  return bare({
    title: found['salutation'],
    first: found['firstName'],
    middle: found['middleName'],
    last: found['lastName'],
    suffix: found['suffix'],
    nickname: found['nickName'],
  })
}

function askParseFullName(input: string): string[] {
  const { title, first, middle, last, suffix, nick } = parseFullName.parseFullName(input)
  return bare({ title, first, middle, last, suffix, nickname: nick })
}

function askAnother(input: string): string[] {
  const { prefix, first, middle, last, suffix } = parseAnother(input)
  return bare({ title: prefix, first, middle, last, suffix, nickname: '' })
}

/** Parts without case, commas and full stops, which are no matter of parting. */
function bare({ title, first, middle, last, suffix, nickname }: Parts): string[] {
  return [title, first, middle, last, suffix, nickname].map((part) =>
    (part ?? '').replace(/[.,]/g, '').replace(/\s+/g, ' ').trim().toLowerCase(),
  )
}

function readCases(): Case[] | null {
  if (!existsSync(PEER)) return null
  const names = JSON.parse(readFileSync(PEER, 'utf8')) as (Parts & { name: string })[]
  return names.map(({ name, ...parts }) => ({ input: name, want: bare(parts) }))
}

/** 200,000 names as lists of contacts hold them, none twice: most plain, some with title, initial, suffix, particle, comma or in capitals. */
function makeOrdinary(): string[] {
  const first = 'Ann Bob Carla Dieter Emma Felipe Grace Hiro Inés Jack Kofi Lena Marc Nora Omar Priya'.split(' ')
  const last = 'Lee Smith García Miller Okafor Rossi Dubois Novak Jansen Silva Patel Kim O’Hara'.split(' ')
  return Array.from({ length: 200_000 }, (_, i) => {
    const given = `${first[i % 16]}${'aeiou'[i % 5]}${'lnrst'[Math.floor(i / 5) % 5]}a`
    const family = `${last[Math.floor(i / 16) % 13]}${'bcdfg'[Math.floor(i / 208) % 5]}er${'aeiou'[Math.floor(i / 1040) % 5]}`
    const initial = 'ABCDEFGHJKLMNPRSTW'[Math.floor(i / 5200) % 18]
    if (i % 20 === 0) return `Dr. ${given} ${initial}. ${family}`
    if (i % 20 === 1) return `${family}, ${given} ${initial}.`
    if (i % 20 === 2) return `${given} van der ${family} Jr.`
    if (i % 20 === 3) return `${given} ${family}`.toUpperCase()
    return i % 5 === 4 ? `${given} ${initial}. ${family}` : `${given} ${family}`
  })
}
