import { Command } from 'commander'
import { AppError } from '../../platform/errors/index.ts'
import { diffEditions, getManifest, listEditions, rollBack, verifyEdition } from '../../refinery/index.ts'
import { dataOption, jsonOption } from '../options.ts'
import { createReport, formatCount, formatSeconds, type Report } from '../report.ts'

type Options = { data: string; json?: boolean }

const EXAMPLES = `
Examples:
  $ fairlist edition list
  $ fairlist edition diff e000001 e000002
  $ fairlist edition rollback               serve the edition before; \`rollback ID\` any other
  $ fairlist edition verify                 recompute every root from the files`

/** `fairlist edition list|show|diff|rollback|verify`. Needs no server; a running one follows a roll-back at once. */
export function editionCommand(): Command {
  const command = new Command('edition').description('look at editions, compare, verify and roll back')
  command.addCommand(subcommand('list', 'every edition, newest first').action((options: Options) => list(options)))
  command.addCommand(
    subcommand('show', 'an edition’s manifest').argument('[id]', 'default: the one being served').action(show),
  )
  command.addCommand(
    subcommand('diff', 'what changed between two editions').argument('<from>').argument('<to>').action(diff),
  )
  command.addCommand(
    subcommand('rollback', 'serve an earlier edition').argument('[id]', 'default: the one before').action(rollback),
  )
  command.addCommand(
    subcommand('verify', 'recompute every root').argument('[id]', 'default: the one being served').action(verify),
  )
  return command.addHelpText('after', EXAMPLES)
}

function subcommand(name: string, description: string): Command {
  return new Command(name).description(description).addOption(dataOption()).addOption(jsonOption())
}

async function list(options: Options): Promise<void> {
  const report = createReport(options)
  const editions = await listEditions(options.data)
  const serving = editions.length > 0 ? (await getManifest(options.data)).edition : null
  report.result(editions.map((manifest) => ({ ...manifest, serving: manifest.edition === serving })))
  if (options.json) return
  if (editions.length === 0) report.say('There is no edition yet. Build one with `fairlist build FILE`.')
  else {
    report.table(
      ['', 'Edition', 'Built', 'Speaks of', 'People', 'Companies', 'Root'],
      editions.map((m) => [
        m.edition === serving ? 'serving' : '',
        m.edition,
        m.created.slice(0, 16).replace('T', ' '),
        m.asOf,
        m.report.contacts,
        m.report.companies,
        m.root.slice(0, 12),
      ]),
    )
  }
}

async function show(id: string | undefined, options: Options): Promise<void> {
  const report = createReport(options)
  const manifest = await getManifest(options.data, id)
  report.result(manifest)
  if (options.json) return
  const { report: build } = manifest
  report.table(
    [`Edition ${manifest.edition}`, ''],
    [
      ['Built', `${manifest.created.slice(0, 16).replace('T', ' ')} in ${formatSeconds(build.seconds)}`],
      ['Speaks of', manifest.asOf ?? 'undated inputs'],
      ['Continues', manifest.parent ?? 'nothing: ids were given anew'],
      ['Rules', manifest.rules],
      ['Rows', formatCount(build.records)],
      ['People', formatCount(build.contacts)],
      ['Companies', formatCount(build.companies)],
      ...Object.entries(manifest.quality.completeness).map(([field, share]) => [
        `  with ${field}`,
        `${(share * 100).toFixed(1)} %`,
      ]),
      ['Content root', manifest.root],
    ],
  )
}

async function diff(from: string, to: string, options: Options): Promise<void> {
  const report = createReport(options)
  const result = await diffEditions(options.data, from, to)
  report.result(result)
  if (options.json) return
  report.table(
    [`${result.from} → ${result.to}`, 'added', 'removed', 'changed', 'unchanged'],
    result.tables.map((table) => [table.name, table.added, table.removed, table.changed, table.unchanged]),
  )
  for (const table of result.tables) printFields(table, report)
}

function printFields(table: { name: string; fields: Record<string, number> }, report: Report): void {
  const fields = Object.entries(table.fields)
  if (fields.length === 0) return
  report.say('')
  report.table([`Fields that changed in ${table.name}`, 'rows'], fields)
}

async function rollback(id: string | undefined, options: Options): Promise<void> {
  const report = createReport(options)
  const manifest = await rollBack(options.data, id)
  report.result({ edition: manifest.edition, root: manifest.root })
  if (!options.json)
    report.say(`Edition ${manifest.edition} is being served now. The newer ones are kept: \`fairlist edition list\`.`)
}

async function verify(id: string | undefined, options: Options): Promise<void> {
  const report = createReport(options)
  const found = await verifyEdition(options.data, id)
  report.result(found)
  if (!options.json) {
    report.table(
      [`Edition ${found.edition}`, 'rows', 'root'],
      found.tables.map((table) => [table.name, table.rows, table.root]),
    )
  }
  if (found.faults.length > 0) {
    throw new AppError('conflict', `Edition ${found.edition} is not what its manifest says. ${found.faults.join(' ')}`)
  }
  report.say(`Edition ${found.edition} is whole: its root is ${found.root}.`)
}
