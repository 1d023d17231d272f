export type { Rating } from '../../refinery/files/index.ts'
export { healthScanRoutes } from './routes.ts'
export type { HealthScanPages } from './scan-pages.ts'
export type { HealthScanTables } from './tables.ts'
