import { existsSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { cleanTitle } from '../../src/engine/clean/index.ts'
import type { Case, Suite } from './suite.ts'
import list from './title-cases.json' with { type: 'json' }

const PEER = '../shared/data/clean/job-title-levels.csv'
/** The peer's five classes: what our levels are called there. */
const CLASSES = new Map([
  ...['owner', 'founder', 'c-level'].map((level) => [level, 'C-Suite'] as const),
  ...['head', 'director'].map((level) => [level, 'Director'] as const),
  ...['manager', 'lead'].map((level) => [level, 'Manager'] as const),
  ['vp', 'VP'] as const,
])
const titles = Object.values(list.languages).flatMap((language) =>
  Object.entries(language).map(([title, answer]) => ({
    title,
    answer: answer.split(' / ').map((part) => part || null),
  })),
)
const source =
  '`title-cases.json`, labelled by hand before they were first tried: titles in seven languages, with rank and department'

/** What `fairlist value title` is measured by. No library reads titles, so there are no peers. */
export const suites: Suite[] = [
  {
    kind: 'title',
    name: 'rank, in five classes',
    source:
      '500 titles with class of a public set without licence, which lie beside the checkout; about a tenth are odd',
    target: { right: 0.94 },
    cases: readPeer,
    ours: (input) => CLASSES.get(cleanTitle(input).level ?? '') ?? 'Other',
    peers: [],
  },
  {
    kind: 'title',
    name: 'level',
    source,
    target: { right: 0.94, perSecond: 300_000 },
    cases: () => titles.map(({ title, answer }) => ({ input: title, want: answer[0] })),
    ours: (input) => cleanTitle(input).level,
    peers: [],
  },
  {
    kind: 'title',
    name: 'function',
    source,
    target: { right: 0.9 },
    cases: () => titles.map(({ title, answer }) => ({ input: title, want: answer[1] })),
    ours: (input) => cleanTitle(input).function,
    peers: [],
  },
]

function readPeer(): Case[] | null {
  if (!existsSync(PEER)) return null
  const { data } = Papa.parse<{ title: string; level: string }>(readFileSync(PEER, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  return data.map(({ title, level }) => ({ input: title, want: level }))
}
