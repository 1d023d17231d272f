export { channels, confirmConsent, recordConsent } from './record-consent.ts'
export type { ConsentRecord } from './record-consent.ts'
export { isAllowed } from './is-allowed.ts'
export type { Channel, ConsentTables } from './tables.ts'
