import { z } from 'zod'
import { ratingNames } from '../../refinery/files/index.ts'

const share = z.number().describe('From 0 to 1')
const indicator = z.object({ share, rating: z.enum(ratingNames) }).optional()
const indicators = z
  .object({ email: indicator, complete: indicator, phone: indicator, duplicates: indicator })
  .describe('Those that the file has a column for')

export const ById = z.object({ id: z.string().max(40) })

export const BegunScan = z.object({ id: z.string(), page: z.string().describe('Path of the page with the result') })

export const ScanState = z.object({
  state: z.enum(['waiting', 'reading', 'done', 'failed']),
  rows: z.int().describe('Rows read so far'),
  total: z.int().describe('Rows in the file, as far as can be told'),
  indicators,
  score: z.int().describe('0 to 100, of what was read so far'),
  problem: z.string().optional().describe('Why there is no result'),
  until: z.string().optional().describe('When the result is gone'),
  unreadable: z.int().optional().describe('Rows that cannot be read'),
  missing: z
    .array(z.object({ field: z.string(), share }))
    .optional()
    .describe('What rows lack, the most missed first'),
  problems: z
    .array(z.object({ kind: z.string(), why: z.string(), values: z.int() }))
    .optional()
    .describe('What is wrong most'),
  peers: z
    .object({
      industry: z.string().nullable(),
      size: z.string().nullable(),
      scans: z.int(),
      shares: z.object({
        email: share.optional(),
        complete: share.optional(),
        phone: share.optional(),
        duplicates: share.optional(),
      }),
    })
    .nullable()
    .optional()
    .describe('How others did: from at least 20 scans, with noise'),
  kept: z.boolean().optional().describe('Whether the counts were kept: never a row'),
})
