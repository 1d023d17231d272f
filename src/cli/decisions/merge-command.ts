import { Command } from 'commander'
import { dataOption, jsonOption } from '../options.ts'
import { contactArgument } from './contact-argument.ts'

type Options = { why?: string; data: string; json?: boolean }

/** `fairlist merge ID ID`: decides that two contacts are one person. */
export function mergeCommand(): Command {
  return new Command('merge')
    .description('Decide that two contacts are one person. Every build from the next one obeys.')
    .argument('<id>', 'a contact, such as c0000000007', contactArgument)
    .argument('<other>', 'the other one', contactArgument)
    .option('--why <reason>', 'the reason, for whoever asks later')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ fairlist merge c0000000007 c0000000008 --why "same person, she married"')
    .action(async (id: string, other: string, { why, data, json }: Options) => {
      const { mergeContacts } = await import('../../modules/review/index.ts')
      const { withDecisions } = await import('./with-decisions.ts')
      const { createReport } = await import('../report.ts')
      const wish = { contacts: [id, other] as const, why, actor: 'local' }
      const decision = await withDecisions(data, (dependencies) => mergeContacts(dependencies, wish))
      const report = createReport({ json })
      report.result({ decision })
      report.say(`Decision ${decision}: ${id} and ${other} are one. Build to see it: fairlist build`)
    })
}
