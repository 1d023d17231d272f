import type { BuildReport } from '../../refinery/index.ts'
import { formatCount, formatSeconds, formatTable } from '../report.ts'

/** What the reasons for refusing a row mean, for people. */
const REASONS: Record<string, string> = {
  no_person_or_company: 'names neither a person nor a company',
  ragged_row: 'has more cells than there are columns',
  row_too_long: 'is longer than 1 MB',
  cell_too_long: 'has a cell longer than 64 kB',
  no_content: 'is empty',
  bad_encoding: 'is not text in the file’s encoding',
  unclosed_quote: 'opens a quote that never closes',
  no_person: 'names no person',
  child: 'is about somebody under age',
  territory: 'is not in the territory of the contract',
}

/** A build's report as a person reads it: tables with a blank line between. */
export function formatBuildReport(result: BuildReport): string {
  const tables = [
    formatTable(
      [`Edition ${result.edition}`, ''],
      [
        ['Rows read', formatCount(result.records + result.rejected)],
        ['Rows refused', formatCount(result.rejected)],
        ...Object.entries(result.reasons).map(([reason, n]) => [`  ${REASONS[reason] ?? reason}`, formatCount(n)]),
        ['People', formatCount(result.contacts)],
        ['  duplicates merged', formatCount(result.duplicates)],
        ['Companies', formatCount(result.companies)],
        ['Time', formatSeconds(result.seconds)],
        ['Memory at the peak', `${formatCount(result.peakMemory)} MB`],
        ['Content root', result.root],
      ],
    ),
    formatTable(
      ['Values', 'distinct', 'cleaned now', 'known before', 'dictionary'],
      [...result.values, sumOf(result.values)].map(({ kind, distinct, cleaned, bytes }) => [
        kind,
        distinct,
        cleaned,
        distinct === 0 ? '' : `${((1 - cleaned / distinct) * 100).toFixed(1)} %`,
        `${(bytes / 1e6).toFixed(1)} MB`,
      ]),
    ),
    formatTable(
      ['People who have', 'share'],
      Object.entries(result.completeness).map(([field, share]) => [field, `${(share * 100).toFixed(1)} %`]),
    ),
    formatTable(
      ['Step', 'rows', 'time'],
      result.steps.map(({ label, rows, seconds }) => [label, rows, formatSeconds(seconds)]),
    ),
  ]
  if (result.dropped.length > 0) {
    tables.push(`Left out, because Fairlist holds business data only: ${result.dropped.join(', ')}.\n`)
  }
  tables.push(...result.notices.map((notice) => `${notice}\n`))
  return `\n${tables.join('\n')}`
}

function sumOf(values: BuildReport['values']): BuildReport['values'][number] {
  const sum = (figure: (each: BuildReport['values'][number]) => number) =>
    values.reduce((total, each) => total + figure(each), 0)
  return {
    kind: 'all',
    distinct: sum(({ distinct }) => distinct),
    cleaned: sum(({ cleaned }) => cleaned),
    bytes: sum(({ bytes }) => bytes),
  }
}
