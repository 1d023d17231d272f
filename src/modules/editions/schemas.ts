import { z } from 'zod'

const count = z.number().int()
const shares = z.record(z.string(), z.number())

/** One line of the list of editions. `quality` holds shares 0–1 by name, as in the manifest. */
export const EditionSummary = z.object({
  edition: z.string(),
  created: z.string().nullable(),
  asOf: z.string().nullable(),
  sample: z.boolean(),
  root: z.string(),
  contacts: count,
  companies: count,
  records: count.nullable(),
  rejected: count.nullable(),
  quality: z.record(z.string(), z.unknown()),
  seconds: z.number().nullable(),
})

export const EditionsAnswer = z.object({ serving: z.string().nullable(), items: z.array(EditionSummary) })

/** The report of a build, as the command prints it. */
export const BuildReport = z.object({
  edition: z.string(),
  root: z.string(),
  records: count,
  rejected: count,
  reasons: z.record(z.string(), count).default({}),
  contacts: count,
  companies: count,
  duplicates: count.default(0),
  values: z
    .array(z.object({ kind: z.string(), distinct: count, cleaned: count, bytes: z.number().optional() }))
    .default([])
    .describe('Distinct values, those that no build had cleaned before, and bytes of their dictionary'),
  completeness: shares.default({}).describe('Share of contacts that have the field, 0–1'),
  seconds: z.number(),
  peakMemory: z.number().describe('MB'),
  steps: z
    .array(z.object({ name: z.string(), label: z.string().optional(), seconds: z.number(), rows: count.nullish() }))
    .default([]),
  dropped: z.array(z.string()).default([]).describe('Columns that the product never holds, dropped at intake'),
  notices: z.array(z.string()).default([]),
})

export const Manifest = z.object({
  format: count,
  edition: z.string(),
  created: z.string().nullish(),
  asOf: z.string().nullish(),
  rules: z.string(),
  parent: z.string().nullish(),
  sample: z.boolean().nullish(),
  inputs: z.object({ rows: count, commitment: z.string() }),
  tables: z.array(z.object({ name: z.string(), rows: count, root: z.string() })),
  root: z.string(),
  quality: z.record(z.string(), z.unknown()).default({}),
  report: BuildReport.partial().nullish(),
})

export const EditionDiff = z.object({
  from: z.string(),
  to: z.string(),
  tables: z.array(
    z.object({
      name: z.string(),
      added: count,
      removed: count,
      changed: count,
      unchanged: count,
      fields: z.record(z.string(), count).describe('Rows whose field changed, by field'),
    }),
  ),
})

export const ServeAnswer = z.object({ serving: z.string() })

export const ById = z.object({ id: z.string().min(1).max(100) })
export const ByTwoIds = ById.extend({ other: z.string().min(1).max(100) })

export const MappedColumn = z.object({
  column: z.string(),
  index: count,
  field: z.string().nullable().describe('The field the column feeds; null = left out'),
  forbidden: z.string().nullable().describe('Why the product never holds this column, or null'),
  confidence: z.number(),
  why: z.string(),
  samples: z.array(z.string()),
})

export const PreviewCell = z.object({
  column: z.string(),
  field: z.string().nullable(),
  raw: z.string(),
  value: z.string().nullable(),
  verdict: z
    .enum(['valid', 'repaired', 'suspect', 'invalid', 'empty'])
    .nullable()
    .describe('null = not a cleaned kind'),
  why: z.array(z.string()),
})

export const Upload = z.object({
  upload: z.string(),
  file: z.string().describe('The name the file came with: a label, never a path'),
  bytes: z.number(),
  format: z.string(),
  encoding: z.string(),
  delimiter: z.string().nullable(),
  columns: z.array(MappedColumn),
  rows: z.array(z.array(z.string())).describe('The first rows as they are in the file'),
  estimate: z.number().describe('Rows in the file, about'),
  preview: z.array(z.object({ row: z.array(PreviewCell) })).describe('The first rows, cleaned'),
})

export const BuildRequest = z.object({
  uploads: z
    .array(
      z.object({
        upload: z.string().min(1).max(100),
        source: z.string().trim().min(1).max(200).optional(),
        mapping: z.record(z.string(), z.string().nullable()).optional().describe('Column name → field, or null'),
        sourceColumn: z.string().max(500).optional(),
      }),
    )
    .max(100)
    .default([]),
})

export const BuildStarted = z.object({ build: z.string() })

export const BuildStep = z.object({
  name: z.string(),
  label: z.string(),
  state: z.enum(['waiting', 'running', 'done']),
  done: z.number().nullish(),
  total: z.number().nullish(),
  unit: z.string().nullish(),
  seconds: z.number().nullish(),
  rows: z.number().nullish(),
})

/** A build under way, or the last one: whoever started it. */
export const BuildStatus = z.object({
  build: z.string(),
  started: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  files: z.array(z.string()),
  steps: z.array(BuildStep),
  error: z.string().nullish(),
  report: BuildReport.partial().nullish(),
})

export const Batch = z.object({
  batch: z.string(),
  source: z.string().nullable(),
  file: z.string().nullable(),
  rows: count,
  rejected: count,
  reasons: z.record(z.string(), count),
  dropped: z.array(z.string()),
  sample: z.boolean(),
  added: z.string().nullable(),
  inForce: z.boolean().describe('Whether the next build uses it'),
})

export const BatchesAnswer = z.object({ items: z.array(Batch) })

export const Instance = z.object({
  name: z.string(),
  version: z.string(),
  edition: z.string().nullable(),
  sample: z.boolean(),
  operator: z.boolean(),
  host: z.string(),
})
