const RANGE = 2 ** 32

/** Of the few names of streams that there are. */
const streams = new Map<string, number>()

/**
 * A stream of pseudo-random numbers that belongs to one thing: the same seed, stream name and index give the same numbers
 * on any machine, whatever else was drawn before. So person 7,000,000 can be told without telling the others first.
 * Only integer operations and exact divisions: no platform differences.
 * Source: sfc32 of PractRand (Chris Doty-Humphrey, public domain).
 */
export class Random {
  private a: number
  private b: number
  private c: number
  private counter = 1

  constructor(seed: number, stream: string, index = 0) {
    this.a = seed | 0
    let hash = streams.get(stream)
    if (hash === undefined) streams.set(stream, (hash = hashText(stream) | 0))
    this.b = hash
    this.c = Math.imul(index, 0x9e3779b1) ^ Math.floor(index / RANGE)
    for (let round = 0; round < 12; round++) this.next()
  }

  /** A whole number from 0 to 2^32 − 1. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum
    this.c |= 0
    return sum >>> 0
  }

  /** A number from 0 to below 1. */
  unit(): number {
    return this.next() / RANGE
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor((this.next() / RANGE) * count)
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  /** True with the given probability. Draws a number whatever the probability, so that rates do not shift what follows. */
  chance(probability: number): boolean {
    return this.next() / RANGE < probability
  }

  /** One of the list, all equally likely. The list must not be empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]
  }
}

/** A 32-bit number for a text (FNV-1a over UTF-16 units), for keys of streams and for seeds that are words. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}
