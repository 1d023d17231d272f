/** Where the time comes from. Passed in, so that a test can simulate years and a build never depends on the hour. */
export type Clock = { now(): Date }

/** The machine's clock. Only the composition root and the commands choose it. */
export const systemClock: Clock = { now: () => new Date() }
