import { Command } from 'commander'
import { jsonOption, threadsOption } from '../options.ts'

type Options = {
  out: string
  id?: string
  source?: string
  pairs?: string
  truth?: string
  threads: number
  json?: boolean
}

const EXAMPLE = `
Columns are recognised by their names (full_name or given_name and family_name, company, email, phone, address, …).
Without labels and without configuration; --source names the delivery that a row came in: two rows of one delivery
are taken for two people, unless the delivery evidently lists people twice.

Example:
  $ fairlist link contacts.csv --source source --out clusters.csv
  $ head -2 clusters.csv
  record_id,cluster_id
  r00002,1`

/** `fairlist link FILE --out CLUSTERS.csv`: which records are one and the same. */
export function linkCommand(): Command {
  return new Command('link')
    .description('Find the records of a file that are about one and the same person or company.')
    .argument('<file>', 'CSV, CSV.gz or Parquet')
    .requiredOption('--out <file>', 'CSV to write: record_id,cluster_id, a line a record')
    .option('--id <column>', 'column of the record id (default: record_id, else id, else the row number)')
    .option('--source <column>', 'column of the delivery that a row came in')
    .option('--pairs <file>', 'write the scored pairs with their reasons, as CSV')
    .option('--truth <file>', 'true clusters, as CSV; tells which share of the true pairs is compared at all')
    .addOption(threadsOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (file: string, options: Options) => {
      const { linkFile } = await import('../../refinery/link/index.ts')
      const { createReport, formatCount, formatSeconds } = await import('../report.ts')
      const report = createReport({ json: options.json })
      try {
        const result = await linkFile(file, { ...options, progress: report.progress })
        report.end()
        report.say(
          `${formatCount(result.records)} records (${formatCount(result.distinct)} different) are ${formatCount(result.clusters)}` +
            `, found in ${formatSeconds(result.seconds)}; written to ${options.out}`,
        )
        if (result.blockingRecall !== undefined)
          report.say(`${(result.blockingRecall * 100).toFixed(2)} % of the true pairs meet in a block or are the same`)
        if (result.rejected > 0) report.say(`${formatCount(result.rejected)} rows could not be read and are left out`)
        report.result(result)
      } finally {
        report.end()
      }
    })
}
