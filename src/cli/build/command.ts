import { Command, InvalidArgumentError, Option } from 'commander'
import { collectEvidence } from '../../app-evidence.ts'
import { buildIndex } from '../../catalogue/index.ts'
import { loadConfig } from '../../config.ts'
import { AppError } from '../../platform/errors/index.ts'
import { findJsonFile } from '../../platform/files/index.ts'
import { runBuild, type BuildFile } from '../../refinery/index.ts'
import type { Field } from '../../refinery/intake/index.ts'
import { mapOption } from '../map-option.ts'
import { dataOption, jsonOption, threadsOption } from '../options.ts'
import { createReport } from '../report.ts'
import { stopSignal } from '../stop-signal.ts'
import { formatBuildReport } from './format-build-report.ts'

type Options = {
  source?: string
  sourceColumn?: string
  map: Record<string, Field | null>
  seenColumn?: string
  asOf?: string
  fresh?: boolean
  members?: string
  workplaces?: string
  checks?: string
  whole?: boolean
  recalibrate?: boolean
  sample?: boolean
  uploads?: string
  data: string
  threads: number
  json?: boolean
}

const EXAMPLES = `
Examples:
  $ fairlist build contacts.csv                          your own file: search it when the build ends
  $ fairlist build spring.csv --source "Trade fair"      say who delivered it
  $ fairlist build all.csv --source-column snapshot      a column says it, row by row
  $ fairlist build list.csv --map column1=full_name      say what a column holds
  $ fairlist build all.csv --seen-column updated         and another when it was said
  $ fairlist build                                       build again from every batch there is

The files stay as they are. The first real file retires the sample world.`

/** `fairlist build`: adds files as batches, then builds an edition from every batch in force. Needs no server. */
export function buildCommand(): Command {
  return new Command('build')
    .argument('[file...]', 'CSV files to add as batches')
    .option('--source <name>', 'who delivered the files (default: the file’s name)')
    .addOption(
      new Option('--source-column <column>', 'the column that names each row’s source and snapshot').conflicts(
        'source',
      ),
    )
    .addOption(mapOption())
    .option('--seen-column <column>', 'the column that dates each row (default: guessed from header and content)')
    .option(
      '--as-of <date>',
      'date that the edition speaks of, YYYY-MM-DD (default: the newest in the inputs)',
      isoDate,
    )
    .option('--fresh', 'give ids anew instead of continuing those of the edition before')
    .option('--members <file>', 'also write record_id,contact_id to this file, for scoring')
    .option('--workplaces <file>', 'also write record_id,company_id to this file: the company that each record names')
    .option('--checks <file>', 'verification results that an earlier build kept, instead of the newest')
    .option('--recalibrate', 'learn anew how people are recognised, instead of keeping what an earlier build learned')
    .addOption(
      new Option('--whole', 'compare everybody again, not only what changed: gives the same edition').conflicts(
        'recalibrate',
      ),
    )
    .addOption(new Option('--sample', 'the files are the sample world, to retire with the first real file').hideHelp())
    .addOption(
      new Option('--uploads <file>', 'JSON list of files with their mapping, from the web application').hideHelp(),
    )
    .addOption(dataOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(build)
}

async function build(paths: string[], options: Options): Promise<void> {
  const report = createReport({ json: options.json })
  const { source, sourceColumn, seenColumn, map, sample } = options
  const mapping: BuildFile['mapping'] = seenColumn ? { ...map, [seenColumn]: 'seen' } : map
  const files: BuildFile[] = paths.map((path) => ({ path, source, sourceColumn, mapping, sample }))
  try {
    const evidence = await collectEvidence({ data: options.data, config: loadConfig() })
    const result = await runBuild({
      data: options.data,
      files: options.uploads ? [...files, ...(await readUploads(options.uploads))] : files,
      asOf: options.asOf,
      fresh: options.fresh,
      threads: options.threads,
      members: options.members,
      workplaces: options.workplaces,
      checks: options.checks,
      linking: options.recalibrate ? 'anew' : options.whole ? 'whole' : 'again',
      evidence,
      progress: report.progress,
      signal: stopSignal(),
      indexEdition: buildIndex,
    })
    report.end()
    report.result(result)
    if (!options.json) process.stdout.write(formatBuildReport(result))
  } finally {
    report.end()
  }
}

async function readUploads(path: string): Promise<BuildFile[]> {
  const list = await findJsonFile(path)
  if (!Array.isArray(list)) throw new AppError('bad_input', `${path} holds no list of uploads.`)
  return list as BuildFile[]
}

function isoDate(value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) {
    throw new InvalidArgumentError('Expected a date as YYYY-MM-DD.')
  }
  return value
}
