import type { z } from 'zod'
import { BASIS, indicatorLines, wordsOf } from '../../refinery/files/index.ts'
import type { Peers } from './compare-with-peers.ts'
import industries from './industries.json' with { type: 'json' }
import limits from './limits.json' with { type: 'json' }
import type { DeskScan } from './scan-desk.ts'
import type { HealthScanPages } from './scan-pages.ts'
import type { ScanState } from './schemas.ts'
import sizes from './sizes.json' with { type: 'json' }

type Done = Extract<DeskScan, { state: 'done' }>

/** What the page of a result is told. */
export function presentResult(done: Done): HealthScanPages['scan-result'] {
  const { id, scan, peers, keep, kept, until } = done
  return {
    file: scan.file,
    rows: scan.rows,
    unreadable: scan.unreadable,
    score: scan.score,
    indicators: indicatorLines(scan).map((line) => ({ ...line, peers: peers?.shares[line.name] ?? null })),
    basis: BASIS,
    missing: scan.missing.map(({ field, share }) => ({ label: wordsOf(field), share })),
    problems: scan.problems.map(({ kind, why, values }) => ({ label: `${kind}: ${wordsOf(why)}`, values })),
    columns: scan.columns.slice(0, limits.columnsShown).map(({ column, field, forbidden }) => ({
      column: column.slice(0, 100),
      field: forbidden ? `not looked at: ${forbidden}` : wordsOf(field ?? 'not looked at'),
    })),
    moreColumns: Math.max(0, scan.columns.length - limits.columnsShown),
    peers: peers && { who: whoAre(peers), scans: peers.scans },
    kept: kept ? 'yes' : keep ? 'too-few' : 'no',
    until: until.toISOString(),
    html: `/scan/${id}/report.html`,
    pdf: `/scan/${id}/report.pdf`,
  }
}

/** A scan as the API shows it. */
export function presentState(scan: DeskScan): z.input<typeof ScanState> {
  const { rows, total, indicators, score } = scan.soFar
  const known = { state: scan.state, rows, total: Math.round(total), indicators, score }
  if (scan.state === 'failed') return { ...known, problem: scan.problem.message }
  if (scan.state !== 'done') return known
  const { unreadable, missing, problems } = scan.scan
  const { indicators: final, score: finalScore } = scan.scan
  const { peers, kept, until } = scan
  const result = { indicators: final, score: finalScore, unreadable, missing, problems, peers, kept }
  return { ...known, total: rows, ...result, until: until.toISOString() }
}

function whoAre({ industry, size }: Peers): string {
  const label = (among: { value: string; label: string }[], value: string) =>
    among.find((each) => each.value === value)?.label ?? value
  const words = [
    ...(industry === null ? [] : [label(industries, industry)]),
    ...(size === null ? [] : [label(sizes, size)]),
  ]
  return words.length === 0 ? 'All industries and sizes' : words.join(', ')
}
