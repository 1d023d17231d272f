import { createHash } from 'node:crypto'
import type { Clock } from '../../platform/clock/index.ts'

/** Counts attempts at something, each under a key, and says when there were too many. */
export class AttemptLimit {
  readonly #clock: Clock
  readonly #most: number
  readonly #span: number
  readonly #counts = new Map<string, { count: number; until: number }>()

  /** At most `most` attempts in `span` ms from the first. */
  constructor({ clock, most, span }: { clock: Clock; most: number; span: number }) {
    this.#clock = clock
    this.#most = most
    this.#span = span
  }

  /** Seconds until the next attempt is allowed; 0 when it is allowed now. */
  wait(name: string): number {
    const now = this.#clock.now().getTime()
    const found = this.#counts.get(keyOf(name))
    return found && found.until > now && found.count >= this.#most ? Math.ceil((found.until - now) / 1000) : 0
  }

  /** Counts an attempt that failed. */
  count(name: string): void {
    const now = this.#clock.now().getTime()
    const key = keyOf(name)
    const found = this.#counts.get(key)
    if (found && found.until > now) found.count += 1
    else this.#counts.set(key, { count: 1, until: now + this.#span })
    if (this.#counts.size > 20_000) this.#sweep(now)
  }

  /** It succeeded: earlier failures are forgotten. */
  clear(name: string): void {
    this.#counts.delete(keyOf(name))
  }

  #sweep(now: number): void {
    for (const [key, { until }] of this.#counts) if (until <= now) this.#counts.delete(key)
    // Whoever tries that many names at once gains no room by it: the oldest go.
    for (const key of this.#counts.keys()) {
      if (this.#counts.size <= 10_000) break
      this.#counts.delete(key)
    }
  }
}

/** What is tried stays out of memory: somebody may type a password into the wrong field. */
function keyOf(name: string): string {
  return createHash('sha256').update(name).digest('base64')
}
