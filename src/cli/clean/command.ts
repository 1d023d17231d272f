import { Command } from 'commander'
import { mapOption } from '../map-option.ts'
import { jsonOption, threadsOption } from '../options.ts'
import type { Field } from '../../refinery/intake/index.ts'

type Options = {
  out: string
  append?: boolean
  rejects?: string
  map: Record<string, Field | null>
  threads: number
  json?: boolean
}

const help = `
Each column is cleaned by what it holds; two columns are added: issues, with what was put right or is wrong, and
duplicate_of, with the line of the row that says the same. A value that cannot be used stays as it was.

Examples:
  $ fairlist clean crm-export.csv --out clean.csv
  $ fairlist clean crm-export.csv --out clean.xlsx
  $ fairlist clean crm-export.csv --out clean.parquet --append
  $ fairlist clean crm-export.csv --out clean.csv --rejects look-at.csv --map "Ref=record_id"`

/** `fairlist clean FILE --out F`: anybody's file, cleaned. */
export function cleanCommand(): Command {
  return new Command('clean')
    .description('Clean a file of contacts, with a reason for every change. Nothing is kept.')
    .argument('<file>', 'CSV in any dialect and encoding, Excel, JSON or vCards, also as gzip or ZIP; Parquet')
    .requiredOption('--out <file>', 'the file to write: CSV; an Excel workbook or Parquet by its name')
    .option('--append', 'keep the columns as they are, and add the clean ones')
    .option('--rejects <file>', 'write rows that cannot be read or used to a file of their own')
    .addOption(mapOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (file: string, { out, append, rejects, map, threads, json }: Options) => {
      const { cleanFile } = await import('../../refinery/files/index.ts')
      const { createReport, formatCount } = await import('../report.ts')
      const report = createReport({ json })
      const started = performance.now()
      const done = await cleanFile(file, { out, append, rejects, mapping: map, threads, progress: report.progress })
      report.end()
      const seconds = (performance.now() - started) / 1000
      const { mapping, tally, ...counts } = done
      report.table(
        ['Column', 'Cleaned as', 'Sure', 'Why'],
        mapping.map(({ column, field, forbidden, confidence, why }) => [
          column,
          forbidden ? `kept as it is (${forbidden})` : field,
          `${Math.round(confidence * 100)} %`,
          why,
        ]),
      )
      report.say(
        `${formatCount(counts.written)} rows written to ${out}: ${formatCount(counts.failing)} with a value that cannot be used` +
          `, ${formatCount(counts.duplicates)} duplicates marked, ${formatCount(counts.unreadable)} rows left out that cannot be read.`,
      )
      report.result({ ...counts, seconds, verdicts: tally.verdicts, why: tally.why })
    })
}
