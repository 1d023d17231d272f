import { Command } from 'commander'
import { jsonOption } from '../options.ts'

/** `fairlist convert FILE --out F.csv`: any file that intake reads, as plain CSV. */
export function convertCommand(): Command {
  return new Command('convert')
    .description('Write any table that Fairlist reads as CSV: UTF-8, RFC 4180, one header row. Nothing is cleaned.')
    .argument('<file>', 'CSV in any dialect and encoding, Excel, JSON, vCards, Parquet; CSV also as gzip or ZIP')
    .requiredOption('--out <file>', 'the CSV file to write')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ fairlist convert export.txt --out contacts.csv')
    .action(async (file: string, options: { out: string; json?: boolean }) => {
      const { convertFile } = await import('../../refinery/intake/index.ts')
      const { createReport } = await import('../report.ts')
      const result = await convertFile(file, options.out)
      const report = createReport({ json: options.json })
      report.say(
        `${result.rows} rows of ${result.columns} columns written to ${options.out}` +
          (result.rejected > 0 ? `, ${result.rejected} rows left out because they cannot be read` : ''),
      )
      report.result(result)
    })
}
