import type { GeneratedAlways } from 'kysely'

/** The trail, as the role of audit reads it. */
export type AuditTables = {
  events: {
    id: GeneratedAlways<string>
    at: Date
    actor: string
    action: string
    subject: string
    detail: Record<string, unknown>
  }
}
