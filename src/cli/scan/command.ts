import { Command } from 'commander'
import { AppError } from '../../platform/errors/index.ts'
import { writeFileAtomic } from '../../platform/files/index.ts'
import type { Field } from '../../refinery/intake/index.ts'
import { mapOption } from '../map-option.ts'
import { jsonOption, threadsOption } from '../options.ts'

type Options = { report?: string; map: Record<string, Field | null>; threads: number; json?: boolean }

const help = `
Four indicators, each with a rating: addresses that can be written to, how complete rows are, numbers that can be
dialled, duplicates. They are told from the values themselves; no mailbox and no line is tried, and nothing is kept.

Examples:
  $ fairlist scan crm-export.csv
  $ fairlist scan crm-export.csv --report health.pdf`

/** `fairlist scan FILE`: how good a file of contacts is. */
export function scanCommand(): Command {
  return new Command('scan')
    .description('Say how good a file of contacts is, and what to do about it. Nothing is kept.')
    .argument('<file>', 'CSV in any dialect and encoding, Excel, JSON or vCards, also as gzip or ZIP; Parquet')
    .option('--report <file>', 'write a report to pass on: HTML or PDF by its name')
    .addOption(mapOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (file: string, { report: path, map, threads, json }: Options) => {
      const draw = path === undefined ? null : await drawerOf(path)
      const { scanFile } = await import('../../refinery/files/index.ts')
      const { createReport } = await import('../report.ts')
      const report = createReport({ json })
      const scan = await scanFile(file, { mapping: map, threads, progress: report.progress })
      report.end()
      const share = (value: number) => `${(100 * value).toFixed(1)} %`
      report.table(
        ['Indicator', 'Share', 'Rating'],
        Object.entries(scan.indicators).map(([name, found]) => [name, share(found.share), found.rating]),
      )
      report.table(
        ['Missing most', 'Rows'],
        scan.missing.map(({ field, share: missing }) => [field, share(missing)]),
      )
      report.say(`Score ${scan.score} of 100, from ${scan.rows} rows. No mailbox and no line was tried.`)
      if (path !== undefined && draw) {
        await writeFileAtomic(path, await draw(scan))
        report.say(`The report is ${path}`)
      }
      const indicators = Object.entries(scan.indicators).map(([name, { share: value }]) => [name, value])
      const ratings = Object.entries(scan.indicators).map(([name, { rating }]) => [name, rating])
      report.result({ ...scan, indicators: Object.fromEntries(indicators), ratings: Object.fromEntries(ratings) })
    })
}

/** What writes a report of this name. Said before the work. */
async function drawerOf(path: string) {
  const { drawHtml, drawPdf } = await import('../../refinery/files/index.ts')
  const made = new Date().toISOString()
  if (/\.html?$/i.test(path))
    return async (scan: Parameters<typeof drawHtml>[0]) => drawHtml(scan, { made: made.slice(0, 10) })
  if (/\.pdf$/i.test(path)) return (scan: Parameters<typeof drawPdf>[0]) => drawPdf(scan, { made })
  throw new AppError('bad_input', 'A report is HTML or PDF: give it a name that ends in .html or .pdf.')
}
