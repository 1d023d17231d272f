import { existsSync, readFileSync } from 'node:fs'
import { AddressParser } from '@sroussey/parse-address'
import { cleanAddress } from '../../src/engine/clean/index.ts'
import { makeLines } from './make-lines.ts'
import { PARTS, presentParts, readParts, type Parts } from './read-parts.ts'
import type { Case, Suite } from './suite.ts'

const PEER = '../shared/data/clean/addresses/us-labelled.xml'
const parser = new AddressParser()
const peers: Suite['peers'] = [
  {
    name: '@sroussey/parse-address',
    licence: 'ISC',
    answer: judge(askPeer),
    timed: (input) => parser.parseLocation(input),
  },
]
/** What each line of the suites holds. */
const truth = new Map<string, Parts>()

/** What `fairlist value address` is measured by. An answer is the list of parts that are wrong. */
export const suites: Suite[] = [
  {
    kind: 'address',
    name: 'every labelled part of hand-labelled US addresses',
    source: 'the labelled addresses of usaddress (MIT), which lie beside the checkout',
    target: { right: 0.7, perSecond: 150_000 },
    cases: () => (existsSync(PEER) ? learn(readParts(readFileSync(PEER, 'utf8'))) : null),
    speedOver: () => [...makeLines(100_000).keys()],
    ours: judge(cleanOurs),
    oursTimed: (input) => cleanAddress(input, { country: 'US' }),
    peers,
  },
  {
    kind: 'address',
    name: 'every part of clean US lines',
    source: '5,000 made lines (`make-lines.ts`): number, direction, street, type, unit, city, state, ZIP',
    target: { right: 0.97 },
    cases: () => learn(makeLines(5_000)),
    ours: judge(cleanOurs),
    oursTimed: (input) => cleanAddress(input, { country: 'US' }),
    peers,
  },
]

function learn(lines: Map<string, Parts>): Case[] {
  for (const [line, parts] of lines) truth.set(line, parts)
  return [...lines.keys()].map((input) => ({ input, want: [] }))
}

function judge(answer: (input: string) => Partial<Parts>): (input: string) => string[] {
  return (input) => {
    const [want, got] = [truth.get(input), answer(input)]
    return want === undefined ? [] : PARTS.filter((part) => want[part] !== '' && !isSame(part, want[part], got[part]))
  }
}

/** A ZIP without its four more digits is right. */
function isSame(part: keyof Parts, want: string, got = ''): boolean {
  return got === want || (part === 'postcode' && got.length === 5 && want.replace(/\D/g, '').startsWith(got))
}

function cleanOurs(input: string): Partial<Parts> {
  return presentParts(cleanAddress(input, { country: 'US' }))
}

function askPeer(input: string): Partial<Parts> {
  const found = (parser.parseLocation(input) ?? {}) as Record<string, string | undefined>
  const street = [found['prefix'], found['street'], found['type'], found['suffix']].filter(Boolean).join(' ')
  const { number, city, state, zip, plus4, sec_unit_num: unit, sec_unit_type: kind } = found
  const box = /box/i.test(kind ?? '') ? unit : undefined
  const postcode = plus4 === undefined ? zip : `${zip}-${plus4}`
  return presentParts({
    number,
    street,
    unit: box === undefined ? unit : undefined,
    box,
    city,
    region: state,
    postcode,
  })
}
