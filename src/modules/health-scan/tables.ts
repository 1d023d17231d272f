import type { Generated } from 'kysely'

type HealthScansTable = {
  id: Generated<string>
  /** ISO date. */
  scanned_on: string
  rows: number
  industry: string | null
  size: string | null
  email: number | null
  complete: number | null
  phone: number | null
  duplicates: number | null
  seed: Buffer
}

/** The tables that this module owns, all in the schema `intake`. */
export type HealthScanTables = { health_scans: HealthScansTable }
