import type { Generated } from 'kysely'

/** The table that this module owns, in the schema `intake`. */
export type ReviewTables = {
  decisions: {
    number: Generated<string>
    verdict: 'one' | 'two'
    a: string[]
    b: string[]
    contacts: string[]
    why: string | null
    decided_at: Date
    decided_by: string
    undone_at: Date | null
    undone_by: string | null
  }
}
