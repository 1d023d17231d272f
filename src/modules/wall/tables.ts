/** A planted registration of nobody. */
export type CanariesTable = { token: string; email: string; planted_at: Date }

/** The tables that this module owns, all in the schema `registration`. */
export type WallTables = {
  canaries: CanariesTable
  canary_findings: { place: string; token: string; found_at: Date }
  canary_watches: { at: Date; canaries: number; files: number; bytes: string | number; found: number }
}
