import { Command, Option } from 'commander'
import { AppError } from '../../platform/errors/index.ts'
import { jsonOption } from '../options.ts'

type Options = { out?: string; inspect?: boolean; json?: boolean }

const EXAMPLES = `
Examples:
  $ fairlist convert export.txt --out contacts.csv
  $ fairlist convert export.txt --inspect                what its columns hold, how sure that is, and why`

/** `fairlist convert FILE --out F.csv`: any file that intake reads, as plain CSV; `--inspect` tells what is in it. */
export function convertCommand(): Command {
  return new Command('convert')
    .description('Write any table that Fairlist reads as CSV: UTF-8, RFC 4180, one header row. Nothing is cleaned.')
    .argument('<file>', 'CSV in any dialect and encoding, Excel, JSON, vCards, Parquet; CSV also as gzip or ZIP')
    .option('--out <file>', 'the CSV file to write')
    .addOption(new Option('--inspect', 'say what the file is and what its columns seem to hold').conflicts('out'))
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, { out, inspect, json }: Options) => {
      if (out === undefined && !inspect)
        throw new AppError('bad_input', 'Say where to write with --out, or look into the file with --inspect.')
      if (inspect) await inspectIt(file, json)
      if (out !== undefined) await convertIt(file, out, json)
    })
}

async function convertIt(file: string, out: string, json: boolean | undefined): Promise<void> {
  const { convertFile } = await import('../../refinery/intake/index.ts')
  const { createReport } = await import('../report.ts')
  const result = await convertFile(file, out)
  const report = createReport({ json })
  report.say(
    `${result.rows} rows of ${result.columns} columns written to ${out}` +
      (result.rejected > 0 ? `, ${result.rejected} rows left out because they cannot be read` : ''),
  )
  report.result(result)
}

/** Values of a column that are shown, and how much of each. */
const SHOWN = 3
const LONGEST = 24

async function inspectIt(file: string, json: boolean | undefined): Promise<void> {
  const { inspectFile } = await import('../../refinery/intake/index.ts')
  const { createReport } = await import('../report.ts')
  const { format, encoding, delimiter, estimate, columns } = await inspectFile(file, { rows: 0 })
  const report = createReport({ json })
  report.table(
    ['Column', 'Holds', 'Sure', 'Why', 'Examples'],
    columns.map(({ column, field, forbidden, confidence, why, samples }) => [
      column,
      forbidden === null ? (field ?? '–') : `never held: ${forbidden}`,
      `${Math.round(confidence * 100)} %`,
      why,
      samples.slice(0, SHOWN).map(shorten).join(' · '),
    ]),
  )
  report.say(`${format}, ${encoding}, about ${estimate} rows. Where a guess is wrong, say so with --map.`)
  report.result({ format, encoding, delimiter, estimate, columns })
}

/** One line of a terminal: no control characters, nothing long. */
function shorten(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}
