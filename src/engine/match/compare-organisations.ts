import { jaroWinkler } from './jaro-winkler.ts'
import { cacheBits, PairCache } from './pair-cache.ts'
import type { Single } from './singles.ts'

const SMALL = new Set(['the', 'of', 'and', 'at', 'on', 'de', 'la', 'le', 'a', 'in', 'for'])

/** Compares organisations by name: a level (see comparisons.json, organisation), or -1 when one is missing. */
export function organisationComparer(names: Single): (a: number, b: number) => number {
  const cache = new PairCache(cacheBits(names.values.length))
  return (a, b) => {
    const x = names.codes[a]
    const y = names.codes[b]
    if (x === 0 || y === 0) return -1
    if (x === y) return 0
    const low = x < y ? x : y
    const high = x < y ? y : x
    let level = cache.get(low, high)
    if (level < 0) {
      level = compareOrganisations(names.values[low], names.values[high])
      cache.set(low, high, level)
    }
    return level
  }
}

/** Levels: 0 same words · 1 one name's words are all in the other · 2 similar · 3 a telling word in common · 4 differs. */
export function compareOrganisations(a: string, b: string): number {
  const first = tellingWords(a)
  const second = tellingWords(b)
  const [short, long] = first.length < second.length ? [first, second] : [second, first]
  const found = short.filter((word) => long.some((other) => sameWord(word, other))).length
  if (found === long.length || first.join('') === second.join('')) return 0
  if (found === short.length) return 1
  if (jaroWinkler(first.join(''), second.join('')) >= 0.92 || found / long.length >= 0.6) return 2
  return found > 0 && short.some((word) => word.length > 3 && long.includes(word)) ? 3 : 4
}

function tellingWords(name: string): string[] {
  const words = name.split(' ')
  const telling = words.filter((word) => !SMALL.has(word))
  return telling.length > 0 ? telling : words
}

function sameWord(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= 4 && (long.startsWith(short) || jaroWinkler(a, b) >= 0.93)
}
