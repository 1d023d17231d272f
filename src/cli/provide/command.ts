import { Command, InvalidArgumentError } from 'commander'
import type { Field } from '../../refinery/intake/index.ts'
import { mapOption } from '../map-option.ts'
import { dataOption, jsonOption } from '../options.ts'

type Options = {
  provider: string
  country?: string
  map: Record<string, Field | null>
  data: string
  json?: boolean
}

const EXAMPLES = `
Examples:
  $ fairlist provide june.csv --provider p5c1f0e93a7b2d480              the id is on the page of the provider
  $ fairlist provide june.csv --provider p5c1f0e93a7b2d480 --country DE where people are whose row does not say it

The contract of the provider must run. Rows outside its territory are refused. Build afterwards: fairlist build`

/** `fairlist provide FILE`: takes in what a provider delivers, beside a running server or without one. */
export function provideCommand(): Command {
  return new Command('provide')
    .description('Take in a file that a provider delivers under its contract. The next build uses it.')
    .argument('<file>', 'CSV in any dialect and encoding, Excel, JSON or vCards, also as gzip or ZIP; Parquet')
    .requiredOption('--provider <id>', 'the provider that delivers')
    .option('--country <code>', 'where the people of rows are that name no country, e.g. DE', readCode)
    .addOption(mapOption())
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: Options) => {
      const { provideFile } = await import('./provide-file.ts')
      await provideFile(file, options)
    })
}

function readCode(text: string): string {
  if (!/^[a-z]{2}$/i.test(text)) throw new InvalidArgumentError('Expected two letters, for example DE.')
  return text.toUpperCase()
}
