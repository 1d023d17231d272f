import { Command, InvalidArgumentError } from 'commander'
import { dataOption, jsonOption } from '../options.ts'
import { contactArgument } from './contact-argument.ts'

type Options = { records: number[]; why?: string; data: string; json?: boolean }

/** `fairlist split ID --records LIST`: decides that some records of a contact are somebody else. */
export function splitCommand(): Command {
  return new Command('split')
    .description('Decide that some records of a contact are somebody else. Every build from the next one obeys.')
    .argument('<id>', 'a contact, such as c0000000007', contactArgument)
    .requiredOption('--records <numbers>', 'the records, by their numbers in `fairlist explain ID`', readNumbers)
    .option('--why <reason>', 'the reason, for whoever asks later')
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ fairlist split c0000000007 --records 2,3 --why "father and son"')
    .action(async (contact: string, { records, why, data, json }: Options) => {
      const { splitContact } = await import('../../modules/review/index.ts')
      const { withDecisions } = await import('./with-decisions.ts')
      const { createReport } = await import('../report.ts')
      const wish = { contact, records, why, actor: 'local' }
      const decision = await withDecisions(data, (dependencies) => splitContact(dependencies, wish))
      const report = createReport({ json })
      report.result({ decision })
      report.say(`Decision ${decision}: these records are not the others. Build to see it: fairlist build`)
    })
}

function readNumbers(text: string): number[] {
  if (!/^\d+(,\d+)*$/.test(text)) throw new InvalidArgumentError('Expected numbers such as 2,3.')
  return text.split(',').map(Number)
}
