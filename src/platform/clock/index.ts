export { systemClock } from './clock.ts'
export type { Clock } from './clock.ts'
export { createManualClock } from './manual-clock.ts'
export type { ManualClock } from './manual-clock.ts'
