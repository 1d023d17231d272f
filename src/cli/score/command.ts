import { Command } from 'commander'
import { jsonOption } from '../options.ts'

type Options = { clusters: string; truth: string; exclude?: string; json?: boolean }

/** `fairlist score`: how well clusters agree with the truth. */
export function scoreCommand(): Command {
  return new Command('score')
    .description('Score clusters against the truth: precision, recall and F1 over pairs, and B-cubed.')
    .requiredOption('--clusters <file>', 'CSV: record_id,cluster_id')
    .requiredOption('--truth <file>', 'CSV of the same form')
    .option(
      '--exclude <file>',
      'JSON: lists of record ids that may or may not be one; wrong pairs in a list do not count',
    )
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ fairlist score --clusters clusters.csv --truth truth.csv --json')
    .action(async (options: Options) => {
      const { scoreFiles } = await import('../../refinery/link/index.ts')
      const { createReport } = await import('../report.ts')
      const report = createReport({ json: options.json })
      const scores = await scoreFiles(options)
      const shown = (value: number): string => value.toFixed(4)
      report.table(
        ['records', 'precision', 'recall', 'F1', 'B3'],
        [[scores.records, shown(scores.precision), shown(scores.recall), shown(scores.f1), shown(scores.b3)]],
      )
      report.result(scores)
    })
}
