import type { FastifyReply } from 'fastify'
import type { IndicatorName, Rating } from '../../refinery/files/index.ts'

type Choice = { value: string; label: string }

/** The pages of this module and what each is told. */
export type HealthScanPages = {
  /** `/scan`: posts `file`, `industry`, `size` and `keep` (`on`) as multipart form data. */
  scan: {
    /** What is wrong with what was sent. */
    error: string | null
    industries: Choice[]
    sizes: Choice[]
    /** Rows below which counts are not kept. */
    limits: { megabytes: number; rows: number; fewestRows: number }
  }
  /** `/scan/<id>` while the file is read. */
  'scan-running': { file: string; rows: number; total: number; path: string }
  /** `/scan/<id>`: how good the file is. Shares are from 0 to 1. */
  'scan-result': {
    file: string
    rows: number
    unreadable: number
    score: number
    indicators: {
      name: IndicatorName
      label: string
      share: number
      rating: Rating
      advice: string
      /** How others did. */
      peers: number | null
    }[]
    /** What the figures are told from. */
    basis: string
    missing: { label: string; share: number }[]
    problems: { label: string; values: number }[]
    columns: { column: string; field: string }[]
    /** Columns that are not shown. */
    moreColumns: number
    /** Who the others are, in words, and how many scans of theirs; null when there are too few. */
    peers: { who: string; scans: number } | null
    /** Whether counts are kept; `too-few` when that was agreed to, but there are too few rows. */
    kept: 'yes' | 'no' | 'too-few'
    /** When the page is gone, ISO 8601. */
    until: string
    html: string
    pdf: string
  }
}

/** Answers with a page of this module. The form has a script, which it works without as well. */
export function showPage<Name extends keyof HealthScanPages>(
  reply: FastifyReply,
  name: Name,
  props: HealthScanPages[Name],
): FastifyReply {
  return reply.page(name, props, { script: name === 'scan' })
}
