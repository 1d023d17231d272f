import { fileURLToPath } from 'node:url'

/** The schemas of the database. Each has one role of its name; `jobs` belongs to its role, which keeps its own tables. */
export const schemas = ['registration', 'ledger', 'privacy', 'intake', 'audit', 'jobs'] as const

export type SchemaName = (typeof schemas)[number]

/** The folder of the migrations, `NNNN-verb-what.sql`. */
export const migrationsFolder = fileURLToPath(new URL('.', import.meta.url))
