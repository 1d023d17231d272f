const EMPTY = -1

/**
 * Remembers a small number (0–65,534) for a pair of codes, whatever their order: each distinct pair of values is
 * compared once however many records hold it. Direct-mapped and lossy, so its memory is fixed: a newer pair
 * takes the place of an older one, which would merely be computed again.
 */
export class PairCache {
  readonly #shift: number
  readonly #low: Int32Array
  readonly #high: Int32Array
  readonly #values: Uint16Array

  /** @param bits the cache has 2^bits places, 10 bytes each */
  constructor(bits: number) {
    this.#shift = 32 - bits
    this.#low = new Int32Array(2 ** bits).fill(EMPTY)
    this.#high = new Int32Array(2 ** bits)
    this.#values = new Uint16Array(2 ** bits)
  }

  /** The number kept for the pair, or -1. */
  get(low: number, high: number): number {
    const place = this.#place(low, high)
    return this.#low[place] === low && this.#high[place] === high ? this.#values[place] : EMPTY
  }

  set(low: number, high: number, value: number): void {
    const place = this.#place(low, high)
    this.#low[place] = low
    this.#high[place] = high
    this.#values[place] = value
  }

  #place(low: number, high: number): number {
    const h = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
    return Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> this.#shift
  }
}

/** The bits for a cache of pairs among `distinct` codes: roomy for small sets, never above 2^21 places. */
export function cacheBits(distinct: number): number {
  return Math.min(21, Math.max(10, Math.ceil(Math.log2(distinct + 1)) + 4))
}
