import { Command, InvalidArgumentError } from 'commander'
import { dataOption, jsonOption } from '../options.ts'

type Options = { data: string; json?: boolean }

/** `fairlist decisions`: what was decided by hand. */
export function decisionsCommand(): Command {
  const decisions = new Command('decisions').description('List what was decided by hand, and undo it.')
  decisions
    .command('list')
    .description('List all decisions, those that were undone as well.')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(list)
  decisions
    .command('undo')
    .description('Undo a decision. The next build is as if it had never been.')
    .argument('<number>', 'its number', readNumber)
    .addOption(dataOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ fairlist decisions undo 3')
    .action(undo)
  return decisions
}

async function list({ data, json }: Options): Promise<void> {
  const { listDecisions } = await import('../../modules/review/index.ts')
  const { withDecisions } = await import('./with-decisions.ts')
  const { createReport } = await import('../report.ts')
  const found = await withDecisions(data, listDecisions)
  const report = createReport({ json })
  report.result(found)
  if (json) return
  if (found.length === 0) return report.say('Nothing was decided by hand yet.')
  report.table(
    ['', 'Contacts', 'Are', 'Decided', 'By', 'Why', 'Undone'],
    found.map(({ number, contacts, verdict, decided_at, decided_by, why, undone_at }) => [
      String(number),
      contacts.join(' '),
      verdict,
      decided_at.toISOString().slice(0, 10),
      decided_by,
      why,
      undone_at?.toISOString().slice(0, 10) ?? '',
    ]),
  )
}

async function undo(number: number, { data, json }: Options): Promise<void> {
  const { undoDecision } = await import('../../modules/review/index.ts')
  const { withDecisions } = await import('./with-decisions.ts')
  const { createReport } = await import('../report.ts')
  await withDecisions(data, (dependencies) => undoDecision(dependencies, { number, actor: 'local' }))
  const report = createReport({ json })
  report.result({ undone: number })
  report.say(`Decision ${number} is undone. Build to see it: fairlist build`)
}

function readNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('Expected the number of a decision.')
  return Number(text)
}
