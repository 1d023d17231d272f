import psl from 'psl'
import { getDomain } from 'tldts'
import { cleanDomain } from '../../src/engine/clean/index.ts'
import list from './domain-cases.json' with { type: 'json' }
import type { Suite } from './suite.ts'

const source = '`domain-cases.json`, our own: '
const peers: Suite['peers'] = [
  {
    name: 'tldts',
    licence: 'MIT',
    answer: (input) => asAscii(getDomain(input, { allowPrivateDomains: true })),
  },
  { name: 'psl', licence: 'MIT', answer: (input) => asAscii(psl.get(hostOf(input))) },
]

/** What `fairlist value domain` is measured by. Peers get the host where they read no addresses, and are spared IDNA. */
export const suites: Suite[] = [
  {
    kind: 'domain',
    name: 'the registered domain of a host',
    source: `${source}hosts by the rules of the public suffix list`,
    target: { right: 0.97, perSecond: 300_000 },
    cases: () => list.hosts.map(([input, want]) => ({ input: input ?? '', want: want ?? null })),
    speedOver: makeOrdinary,
    ours: (input) => cleanDomain(input).value,
    peers,
  },
  {
    kind: 'domain',
    name: 'the registered domain in a cell',
    source: `${source}cells of website columns`,
    target: { right: 0.97 },
    cases: () => list.cells.map(([input, want]) => ({ input: input ?? '', want: want ?? null })),
    ours: (input) => cleanDomain(input).value,
    peers,
  },
]

/** The host of what is an address; any other text as it stands. */
function hostOf(text: string): string {
  return URL.canParse(text) ? new URL(text).hostname : text
}

function asAscii(domain: string | null): string | null {
  return domain !== null && URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain
}

/** 50,000 hosts, none twice: plain, with `www.`, of two suffixes, and in addresses. */
function makeOrdinary(): string[] {
  return Array.from({ length: 50_000 }, (_, i) => {
    const host = `company-${i}.${['com', 'de', 'co.uk', 'com.au', 'io'][i % 5]}`
    return [host, `www.${host}`, `https://www.${host}/about`][i % 3] ?? host
  })
}
