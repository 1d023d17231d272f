import { Command } from 'commander'
import { dataOption } from '../options.ts'

type Options = { email: string; name?: string; organisation?: string; passwordStdin?: true; data: string }

/** `fairlist operator`: who runs the instance. */
export function operatorCommand(): Command {
  const operator = new Command('operator').description('Make somebody operator of the instance.')
  operator
    .command('create')
    .description(
      'Make a new operator, or give the role to whoever has the address. Prints a link to set a password, which works once.',
    )
    .requiredOption('--email <address>', 'address to sign in with')
    .option('--name <name>', 'name of the person (default: the address)')
    .option('--organisation <name>', 'organisation of the account (default: the domain of the address)')
    .option('--password-stdin', 'take the password from the first line of stdin instead of printing a link')
    .addOption(dataOption())
    .addHelpText('after', '\nExample:\n  $ fairlist operator create --email ada@your-company.com --name "Ada Example"')
    .action(async (options: Options) => {
      const { createOperatorByCommand } = await import('./create-operator.ts')
      await createOperatorByCommand(options)
    })
  return operator
}
