import { Argument, Command, InvalidArgumentError } from 'commander'
import type { KindName } from '../../engine/clean/index.ts'

/** Named here and not read from the engine, so that `--help` need not load it; a test compares the two. */
export const kindNames: KindName[] = [
  'email',
  'phone',
  'name',
  'title',
  'company',
  'domain',
  'address',
  'url',
  'employees',
  'revenue',
  'date',
  'industry',
]

const EXAMPLE = `
Each answer has input, value (the clean form, or null), verdict (valid, repaired, suspect, invalid, empty),
confidence (0 to 1), why (codes), and the fields of its kind.

Example:
  $ printf 'Ann Lee <ann.lee@gmial.com>\\n' | fairlist value email
  {"input":"Ann Lee <ann.lee@gmial.com>","value":"ann.lee@gmail.com","verdict":"repaired","confidence":0.9,…}`

/** `fairlist value KIND`: the cleaners as a filter. */
export function valueCommand(): Command {
  return new Command('value')
    .description('Clean values: one a line on stdin, one JSON object a line on stdout, same order and count.')
    .addArgument(new Argument('<kind>', 'what the values are').choices(kindNames))
    .option('--country <code>', 'where numbers and addresses without a country are (two letters)', readCountry)
    .option('--json-in', 'each line is one JSON string')
    .addHelpText('after', EXAMPLE)
    .action(async (kind: KindName, options: { country?: string; jsonIn?: boolean }) => {
      const { filterValues } = await import('./filter-values.ts')
      await filterValues(kind, {
        input: process.stdin,
        output: process.stdout,
        form: options.jsonIn === true ? 'json' : 'text',
        ...(options.country === undefined ? {} : { country: options.country }),
      })
    })
}

function readCountry(text: string): string {
  if (!/^[a-z]{2}$/i.test(text)) throw new InvalidArgumentError('Expected two letters, as in US.')
  return text.toUpperCase()
}
