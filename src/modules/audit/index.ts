export { actorOf } from './actor-of.ts'
export { recordAudit } from './record-audit.ts'
export type { AuditEntry } from './record-audit.ts'
