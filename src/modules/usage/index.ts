export { keepUsage, keptMonths } from './keep-usage.ts'
export { openUsageLog } from './open-usage-log.ts'
export type { Usage, UsageLog } from './open-usage-log.ts'
export type { UsageTables } from './tables.ts'
