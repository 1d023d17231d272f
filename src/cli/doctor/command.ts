import { Command } from 'commander'
import { dataOption, jsonOption } from '../options.ts'

/** `fairlist doctor`: what is wrong with this machine, and what to do about it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Check Node, the data directory, PostgreSQL, DuckDB, disk and browser, and say what to do.')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ fairlist doctor --data ./data')
    .action(async (options: { data: string; json?: boolean }) => {
      const { examine } = await import('./examine.ts')
      await examine(options)
    })
}
