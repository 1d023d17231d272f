import normalizeUrl from 'normalize-url'
import { SocialLinks } from 'social-links'
import validator from 'validator'
import { kinds } from '../../src/engine/clean/index.ts'
import type { Case, Suite } from './suite.ts'
import list from './url-cases.json' with { type: 'json' }

const socialLinks = new SocialLinks()
/** What names our networks there. */
const NETWORKS = new Map([['twitter', 'x']])
const PAIR = ' | '

/** What `fairlist value url` is measured by. */
export const suites: Suite[] = [
  {
    kind: 'url',
    name: 'the page to open, or none',
    source: '`url-cases.json`, our own: cells of website columns; a last `/` does not count',
    target: { right: 0.98, perSecond: 100_000 },
    cases: () => list.addresses.map(([input, want]) => ({ input: input ?? '', want: want ?? null })),
    speedOver: makeOrdinary,
    ours: (input) => withoutSlash(kinds.url.clean(input).value),
    peers: [{ name: 'normalize-url', licence: 'MIT', answer: openByPeer }],
  },
  {
    kind: 'url',
    name: 'one page, or two',
    source: '`url-cases.json`, our own: two writings each',
    target: { right: 0.96 },
    cases: () => [...pairs(list.same, true), ...pairs(list.different, false)],
    ours: (input) => isSame(input, (text) => kinds.url.clean(text).key),
    peers: [{ name: 'normalize-url', licence: 'MIT', answer: (input) => isSame(input, keyOfPeer) }],
  },
  {
    kind: 'url',
    name: 'whose profile, in which network',
    source: '`url-cases.json`, our own: profiles, and pages of networks that are nobody’s',
    target: { right: 0.96 },
    cases: () => list.profiles.map(([input, want]) => ({ input: input ?? '', want: want ?? null })),
    ours: (input) => {
      const { network, handle } = kinds.url.clean(input)
      return network === null ? null : `${network} ${handle}`
    },
    peers: [{ name: 'social-links', licence: 'MIT', answer: profileOfPeer }],
  },
]

/** Set to what the column asks for; refuses what is no address to `validator`, as it takes any text for one itself. */
function openByPeer(input: string): string | null {
  try {
    const found = normalizeUrl(input, {
      defaultProtocol: 'https',
      stripWWW: false,
      removeQueryParameters: [/^utm_\w+/i, /^(?:gclid|fbclid|msclkid)$/i],
    })
    return validator.isURL(found, { protocols: ['http', 'https'] }) ? found : null
  } catch {
    return null
  }
}

/** Its own defaults, which are made to compare, but for the scheme. */
function keyOfPeer(text: string): string {
  return normalizeUrl(text, {
    stripProtocol: true,
    removeDirectoryIndex: true,
    removeQueryParameters: [/^utm_\w+/i, /^(?:gclid|fbclid|msclkid|trk)$/i],
  })
}

function profileOfPeer(input: string): string | null {
  const name = socialLinks.detectProfile(input)
  return name === '' ? null : `${NETWORKS.get(name) ?? name} ${socialLinks.getProfileId(name, input)}`
}

function isSame(pair: string, key: (text: string) => string | null): boolean {
  const [first, second] = pair.split(PAIR)
  return key(first) === key(second)
}

function pairs(of: string[][], want: boolean): Case[] {
  return of.map((pair) => ({ input: pair.join(PAIR), want }))
}

function withoutSlash(address: string | null): string | null {
  return address?.replace(/\/$/, '') ?? null
}

/** 50,000 addresses, none twice, as website columns hold them. */
function makeOrdinary(): string[] {
  return Array.from({ length: 50_000 }, (_, i) => {
    const host = `company-${i}.${['com', 'de', 'co.uk', 'io'][i % 4]}`
    return [
      host,
      `www.${host}`,
      `http://www.${host}/`,
      `https://${host}/about?utm_source=x`,
      `linkedin.com/in/ann-${i}`,
    ][i % 5]
  })
}
