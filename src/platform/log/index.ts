export { createLog } from './create-log.ts'
export type { Log, LogLevel } from './create-log.ts'
