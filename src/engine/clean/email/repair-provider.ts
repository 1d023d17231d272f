import { mailProviders } from '../domain/mail-provider.ts'
import type { MailProvider } from '../domain/mail-provider.ts'
import { judgeSuffix } from '../domain/judge-suffix.ts'
import neighbours from './real-neighbours.json' with { type: 'json' }
import { slipDistance } from './slip-distance.ts'

/** A provider's domain that was probably meant, and whether that is sure enough to put it there. */
export type ProviderRepair = { domain: string; sure: boolean }

type Rated = ProviderRepair & { cost: number }

const REAL = new Set(neighbours.domains)
const SINGLE_LETTER_MAIL = /^[a-z\d]mail\.com$/
const LETTERS = new Map(mailProviders.map((provider) => [provider, letterSet(provider.name)]))
/** Real top-level domains that are nearly always a cut-off `.com` behind the name of a big provider. */
const CUT_OFF = new Set(['co', 'cm', 'om', 'cam', 'cc', 'ccom', 'comcom', 'com.com', 'c', 'm', 'co.com', 'con.com'])

/**
 * The provider that a domain misspells, from the closed list (`gmial.com` → `gmail.com`), or null.
 * The domain of a real organisation is never touched: short names are not guessed at, known neighbours are listed,
 * and what is only similar is a suggestion.
 */
export function repairProvider(domain: string): ProviderRepair | null {
  if (domain.length > 30 || REAL.has(domain) || SINGLE_LETTER_MAIL.test(domain)) return null
  const dot = domain.indexOf('.')
  const head = dot < 0 ? domain : domain.slice(0, dot)
  const tail = dot < 0 ? '' : domain.slice(dot + 1)
  const letters = letterSet(head)
  let best: Rated | null = null
  for (const provider of mailProviders) {
    // Two slips change two letters at most: this spares most domains all measuring.
    if (tail !== '' && !isNearSet(letters, LETTERS.get(provider)!)) continue
    const found = tail === '' ? compareWhole(head, provider) : compareParts(head, tail, provider)
    if (found === null || (best !== null && best.cost < found.cost)) continue
    // Two providers equally near: nobody knows which.
    best = best !== null && best.cost === found.cost ? { domain: best.domain, cost: best.cost, sure: false } : found
  }
  return best === null ? null : { domain: best.domain, sure: best.sure }
}

/** One bit for each letter that occurs in the word, digits and hyphen sharing the rest. */
function letterSet(word: string): number {
  let set = 0
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31)
  return set
}

function isNearSet(a: number, b: number): boolean {
  return hasFewBits(a & ~b) && hasFewBits(b & ~a)
}

/** At most two bits set. */
function hasFewBits(set: number): boolean {
  const without = set & (set - 1)
  return (without & (without - 1)) === 0
}

/** `gmail` or `gmailcom`: the dot, or all behind it, is missing. */
function compareWhole(head: string, provider: MailProvider): Rated | null {
  if (provider.typos === undefined) return null
  const domain = `${provider.name}.${provider.suffixes[0]}`
  const glued = domain.replaceAll('.', '')
  if (head === provider.name || head === glued) return { domain, sure: true, cost: 1 }
  const cost = glued.length >= 8 && head[0] === glued[0] ? slipDistance(head, glued) : 9
  return cost === 1 ? { domain, sure: true, cost: 2 } : null
}

function compareParts(head: string, tail: string, provider: MailProvider): Rated | null {
  if (head !== provider.name && (provider.typos === undefined || Math.abs(head.length - provider.name.length) > 2))
    return null
  const suffix = readTail(tail, provider)
  if (head === provider.name) {
    if (suffix === null) {
      // gmail.de may be somebody's; a domain of a provider with one suffix only is worth a question.
      if (provider.typos === undefined || provider.suffixes.length > 1) return null
      return { domain: `${provider.name}.${provider.suffixes[0]}`, sure: false, cost: 3 }
    }
    return suffix.cost === 0 ? null : { domain: `${provider.name}.${suffix.name}`, sure: true, cost: suffix.cost }
  }
  if (suffix === null) return null
  const slips = isJumbled(head, provider.name) ? 1 : slipDistance(head, provider.name)
  if (slips > 2.5 || (slips > 1 && suffix.cost > 0)) return null
  const cost = slips + suffix.cost
  const sure = slips <= (provider.typos ?? 0) && isSafe(head, provider.name)
  return { domain: `${provider.name}.${suffix.name}`, sure, cost }
}

/**
 * The first letter is the one that is seldom wrong: a short name with another one is another name (`jcloud`), in a long one
 * the key beside it may have been hit (`jotmail`). A letter more in front never is a slip, but for one typed twice.
 */
function isSafe(head: string, name: string): boolean {
  if (head[0] === name[0]) return Math.abs(head.length - name.length) <= 1
  return head.length === name.length && (name.length >= 7 || name === 'yahoo')
}

/** The same letters with the same first one, in another order: `icould`. */
function isJumbled(a: string, b: string): boolean {
  return a.length === b.length && a[0] === b[0] && sorted(a) === sorted(b)
}

function sorted(word: string): string {
  return word.split('').toSorted().join('')
}

/** Which of the provider's suffixes the text behind the first dot is or misspells. */
function readTail(tail: string, provider: MailProvider): { name: string; cost: number } | null {
  if (provider.suffixes.includes(tail)) return { name: tail, cost: 0 }
  const usual = provider.suffixes[0]
  if (provider.typos !== undefined && usual === 'com' && CUT_OFF.has(tail)) return { name: usual, cost: 1 }
  const judged = judgeSuffix(`a.${tail}`)
  if (judged.repaired && provider.suffixes.includes(judged.host.slice(2)))
    return { name: judged.host.slice(2), cost: 1 }
  if (judged.known || tail.length < 2 || tail.length > 8) return null
  const near = provider.suffixes.find((suffix) => suffix.length > 2 && slipDistance(tail, suffix) <= 1)
  return near === undefined || provider.typos === undefined ? null : { name: near, cost: 1 }
}
