import type { Clock } from './clock.ts'

/** A clock that stands still until it is moved: for tests and simulated years. */
export type ManualClock = Clock & {
  /** Moves the clock forward by so many milliseconds. */
  advance(milliseconds: number): void
}

/** Makes a clock that shows `start` (any form that `Date` takes) until it is advanced. */
export function createManualClock(start: string | number | Date): ManualClock {
  let time = new Date(start).getTime()
  return {
    now: () => new Date(time),
    advance(milliseconds) {
      time += milliseconds
    },
  }
}
