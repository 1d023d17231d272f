import { existsSync, readFileSync } from 'node:fs'
import emailSpellChecker from '@zootools/email-spell-checker'
import emailAddresses from 'email-addresses'
import isemail from 'isemail'
import mailcheck from 'mailcheck'
import validator from 'validator'
import { z } from 'zod'
import { cleanEmail } from '../../src/engine/clean/index.ts'
import type { Case, Suite } from './suite.ts'
import typos from './typo-cases.json' with { type: 'json' }

const PEER = '../shared/data/clean/email-syntax.xml'
const ISEMAIL = 'the 164 cases of isemail 3.05 (Dominic Sayers, BSD-3-Clause), which lie beside the checkout'
/** Where isemail's categories end, as numbers of its diagnoses. */
const CATEGORIES = Object.entries({
  valid: 7,
  rfc5321: 15,
  cfws: 31,
  deprecated: 63,
  rfc5322: 127,
  error: 255,
})
const zodEmail = z.email()

/** What `fairlist value email` is measured by. */
export const suites: Suite[] = [
  {
    kind: 'email',
    name: 'syntax category',
    source: ISEMAIL,
    target: { right: 1, perSecond: 1_000_000 },
    cases: readCategories,
    speedOver: makeOrdinary,
    ours: (input) => cleanEmail(input).category,
    peers: [{ name: 'isemail', licence: 'BSD-3-Clause', answer: categoryOfIsemail }],
  },
  {
    kind: 'email',
    name: 'may be sent to (categories valid and rfc5321) or not (rfc5322, error)',
    source: ISEMAIL,
    target: { right: 1 },
    cases: readVerdicts,
    speedOver: makeOrdinary,
    ours: (input) => ['valid', 'rfc5321'].includes(cleanEmail(input).category),
    peers: [
      { name: 'isemail', licence: 'BSD-3-Clause', answer: (input) => isSendable(categoryOfIsemail(input)) },
      { name: 'validator', licence: 'MIT', answer: (input) => validator.isEmail(input) },
      { name: 'zod', licence: 'MIT', answer: (input) => zodEmail.safeParse(input).success },
      { name: 'email-addresses', licence: 'MIT', answer: (input) => emailAddresses.parseOneAddress(input) !== null },
    ],
  },
  {
    kind: 'email',
    name: 'misspelt providers put right',
    source: '`typo-cases.json`, our own: 111 misspellings of the big providers',
    target: { right: 105 / 111 },
    cases: () =>
      Object.entries(typos.typos).flatMap(([meant, list]) =>
        list.split(' ').map((typo) => ({ input: `ann.lee@${typo}`, want: `ann.lee@${meant}` })),
      ),
    ours: repairOurs,
    peers: repairers(),
  },
  {
    kind: 'email',
    name: 'real domains that look alike left alone',
    source: '`typo-cases.json`, our own: real organisations and mail services',
    target: { right: 1 },
    cases: () => typos.stay.split(' ').map((domain) => ({ input: `ann.lee@${domain}`, want: `ann.lee@${domain}` })),
    ours: repairOurs,
    peers: repairers(),
  },
]

function repairOurs(input: string): string | null {
  return cleanEmail(input).value
}

function repairers(): Suite['peers'] {
  return [
    {
      name: 'mailcheck',
      licence: 'MIT',
      answer: (input) =>
        mailcheck.run({ email: input, suggested: (found: { full: string }) => found.full, empty: () => input }) ??
        input,
    },
    {
      name: '@zootools/email-spell-checker',
      licence: 'MIT',
      answer: (input) => emailSpellChecker.run({ email: input })?.full ?? input,
    },
  ]
}

function categoryOfIsemail(input: string): string {
  const diagnosis = isemail.validate(input, { errorLevel: true })
  return CATEGORIES.find(([, last]) => diagnosis <= last)?.[0] ?? 'error'
}

function isSendable(category: string): boolean {
  return category === 'valid' || category === 'rfc5321'
}

function readCategories(): Case[] | null {
  if (!existsSync(PEER)) return null
  const names: Record<string, string> = {
    VALID_CATEGORY: 'valid',
    DNSWARN: 'valid',
    DEPREC: 'deprecated',
    ERR: 'error',
  }
  const found = [...readFileSync(PEER, 'utf8').matchAll(/<test id="\d+">([\s\S]*?)<\/test>/g)]
  return found.map(([, body]) => {
    const category = /<category>ISEMAIL_([^<]*)/.exec(body)?.[1] ?? ''
    const input = readXml(/<address>([\s\S]*?)<\/address>/.exec(body)?.[1] ?? '')
    return { input, want: names[category] ?? category.toLowerCase() }
  })
}

function readVerdicts(): Case[] | null {
  const clear = ['valid', 'rfc5321', 'rfc5322', 'error']
  const cases = readCategories()?.filter(({ want }) => clear.includes(String(want)))
  return cases?.map(({ input, want }) => ({ input, want: isSendable(String(want)) })) ?? null
}

/** Entities, and the symbols that stand for control characters (U+2400 + code). */
function readXml(text: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return text
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name])
    .replace(/[\u2400-\u241f]/g, (symbol) => String.fromCharCode(symbol.charCodeAt(0) - 0x2400))
    .replaceAll('\u2421', '\u007f')
}

/** 200,000 ordinary addresses, none twice: at 20,000 companies and, one in six, at public providers. */
function makeOrdinary(): string[] {
  const first = 'ann bob carla dieter emma felipe grace hiro ines jack kofi lena marc nora omar priya'.split(' ')
  const last = 'lee smith garcia miller okafor rossi dubois novak jansen silva patel kim'.split(' ')
  const free = ['gmail.com', 'yahoo.com', 'outlook.com', 'hotmail.com', 'icloud.com']
  return Array.from({ length: 200_000 }, (_, i) => {
    const [given, family] = [first[i % first.length], last[Math.floor(i / first.length) % last.length]]
    const domain = i % 6 === 0 ? free[i % free.length] : `company-${(i * 7919) % 20_000}.example`
    return i % 3 === 0 ? `${given[0]}${family}${i}@${domain}` : `${given}.${family}${i}@${domain}`
  })
}
