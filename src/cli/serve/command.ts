import { Command } from 'commander'
import { dataOption, parseWhole } from '../options.ts'
import type { ServeOptions } from './serve.ts'

/** `fairlist serve`: the running instance. */
export function serveCommand(): Command {
  return new Command('serve')
    .description(
      'Start PostgreSQL, build a sample edition where there is none, and serve search and API on this machine.',
    )
    .option('--port <port>', 'port to listen on (default: 4600, or the next free one)', (value) =>
      parseWhole(value, { min: 0, max: 65535 }),
    )
    .option('--host <address>', 'address to listen on (default: 127.0.0.1); another needs an operator, and HTTPS')
    .option('--tls-cert <file>', 'certificate with its chain, PEM')
    .option('--tls-key <file>', 'key of the certificate, PEM')
    .option('--trusted-proxy <address>', 'address or network of the proxy that takes HTTPS for the instance')
    .addOption(dataOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ fairlist serve --port 4600 --data ./data\n  $ PUBLIC_URL=https://people.example fairlist serve --host 0.0.0.0 --port 443 --tls-cert chain.pem --tls-key key.pem',
    )
    .action(async (options: ServeOptions) => {
      const { serve } = await import('./serve.ts')
      await serve(options)
    })
}
