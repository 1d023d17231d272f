import { Random } from './random.ts'

/**
 * Mixes a stream within a window, in bounded memory: each item leaves after as many others as chance says.
 * A stream that fits into the window is mixed completely.
 */
export function createShuffle<T>(options: { seed: number; stream: string; window: number }): {
  push(item: T): T | undefined
  drain(): Generator<T>
} {
  const random = new Random(options.seed, `shuffle ${options.stream}`)
  const held: T[] = []
  const take = () => {
    const at = random.below(held.length)
    const item = held[at]
    held[at] = held.at(-1) as T
    held.pop()
    return item
  }
  return {
    push: (item) => {
      held.push(item)
      return held.length > options.window ? take() : undefined
    },
    drain: function* () {
      while (held.length > 0) yield take()
    },
  }
}
