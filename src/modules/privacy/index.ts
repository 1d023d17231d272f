export type { Evidence, Support } from './privacy-dependencies.ts'
export type { PrivacyPages } from './privacy-pages.ts'
export type { PrivacyTables } from './tables.ts'
