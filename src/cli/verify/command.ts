import { Command } from 'commander'
import { dataOption, jsonOption, parseWhole } from '../options.ts'
import type { VerifyOptions } from './verify.ts'

const EXAMPLES = `
Off until VERIFY_EGRESS, VERIFY_HELO and VERIFY_SENDER are set: then mail servers are asked, on port 25, and no mail is sent.
Verdicts: deliverable, undeliverable, accept-all (the server takes any address), unknown; each with its reason. Unknown means that
nobody knows: do not read it as either.

With --edition nobody is asked about who has stopped, and what was found out of them before is dropped.

What is found out is kept below the data directory: a run that was ended goes on where it was, and the next build uses it.

Examples:
  $ fairlist verify ann@acme.example
  $ fairlist verify contacts.csv --out verdicts.csv
  $ fairlist verify --edition --limit 5000          the addresses of the edition being served`

/** `fairlist verify FILE|ADDRESS…`: asks mail servers. Needs no server of ours. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('Ask mail servers whether addresses can be delivered to.')
    .argument('[what...]', 'addresses, or files with a column of them')
    .option(
      '--column <name>',
      'the column of the files that holds addresses (default: guessed from header and content)',
    )
    .option('--out <file>', 'the CSV file to write (default: standard output)')
    .option('--edition', 'also the addresses of the edition being served that are due')
    .option(
      '--limit <n>',
      'addresses of the edition at most',
      (text) => parseWhole(text, { min: 1, max: 10_000_000 }),
      20_000,
    )
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (what: string[], options: VerifyOptions, command: Command) => {
      if (what.length === 0 && !options.edition) command.error('error: name an address or a file, or add --edition')
      const { verify } = await import('./verify.ts')
      await verify(what, options)
    })
}
