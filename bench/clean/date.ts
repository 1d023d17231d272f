import parser from 'any-date-parser'
import * as chrono from 'chrono-node'
import list from '../../src/engine/clean/date/date-cases.json' with { type: 'json' }
import { cleanDate } from '../../src/engine/clean/index.ts'
import type { Suite } from './suite.ts'

/** What `fairlist value date` is measured by: days that have one reading. */
export const suites: Suite[] = [
  {
    kind: 'date',
    name: 'the day that is meant',
    source: '`date-cases.json`, our own: seven languages, spreadsheets, Unix times, and what is no date',
    target: { right: 0.98, perSecond: 300_000 },
    cases: () =>
      list
        .filter(({ precision, input }) => (precision === 'day' || precision === null) && input !== '03/04/2024')
        .map(({ input, value }) => ({ input, want: value })),
    speedOver: makeOrdinary,
    ours: (input) => cleanDate(input).value,
    peers: [
      { name: 'chrono-node', licence: 'MIT', answer: (input) => isoOf(chrono.parseDate(input)) },
      {
        name: 'any-date-parser',
        licence: 'ISC',
        answer: (input) => {
          return isoOf(parser.fromString(input))
        },
      },
    ],
  },
]

function isoOf(date: Date | null): string | null {
  if (date === null || Number.isNaN(date.getTime())) return null
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** 20,000 days in four writings. */
function makeOrdinary(): string[] {
  return Array.from({ length: 20_000 }, (_, i) => {
    const date = new Date(Date.UTC(2000, 0, 1 + (i % 9000)))
    const iso = date.toISOString().slice(0, 10)
    const [year, month, day] = iso.split('-')
    return [iso, `${day}.${month}.${year}`, `${iso}T10:00:00Z`, `${Number(day)} March ${year}`][i % 4] ?? iso
  })
}
