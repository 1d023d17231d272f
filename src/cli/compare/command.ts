import { Command } from 'commander'

const EXAMPLE = `
Each answer has probability (0 to 1), weight (bits; 0 or more: more likely one and the same than not) and reasons.

Example:
  $ echo '{"a":{"full_name":"Bob Lee","email":"b.lee@acme.example"},"b":{"full_name":"Robert Lee","email":"b.lee@acme.example"}}' | fairlist compare`

/** `fairlist compare`: a filter that says of two records whether they are about one and the same. */
export function compareCommand(): Command {
  return new Command('compare')
    .description(
      'Compare pairs of records: one JSON object {"a": {…}, "b": {…}} a line on stdin, one answer a line on stdout.',
    )
    .addHelpText('after', EXAMPLE)
    .action(async () => {
      const { compareLines } = await import('./compare-lines.ts')
      await compareLines(process.stdin, process.stdout)
    })
}
