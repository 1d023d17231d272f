import { Random } from './random.ts'

/** The items in an order that follows from the seed, the stream's name and the index alone. */
export function* listShuffled<T>(of: { items: T[]; seed: number; stream: string; index: number }): Generator<T> {
  const random = new Random(of.seed, `shuffle ${of.stream}`, of.index)
  const held = of.items.slice()
  while (held.length > 0) {
    const at = random.below(held.length)
    const item = held[at]
    held[at] = held.at(-1) as T
    held.pop()
    yield item
  }
}
