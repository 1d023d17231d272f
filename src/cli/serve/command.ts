import { Command } from 'commander'
import { dataOption, parseWhole } from '../options.ts'

/** `fairlist serve`: the running instance. */
export function serveCommand(): Command {
  return new Command('serve')
    .description(
      'Start PostgreSQL, build a sample edition where there is none, and serve search and API on this machine.',
    )
    .option('--port <port>', 'port to listen on (default: 4600, or the next free one)', (value) =>
      parseWhole(value, { min: 0, max: 65535 }),
    )
    .addOption(dataOption())
    .addHelpText('after', '\nExample:\n  $ fairlist serve --port 4600 --data ./data')
    .action(async (options: { port?: number; data: string }) => {
      const { serve } = await import('./serve.ts')
      await serve(options)
    })
}
