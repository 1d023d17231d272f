export { courteousPace, type Egress, type Pace, type SocksProxy } from './egress.ts'
export { journalPath, openEmptyStore, openVerdictStore } from './verdict-store.ts'
export type { MailCheck, VerdictStore } from './verdict-store.ts'
export { verifyAddresses } from './verify-addresses.ts'
