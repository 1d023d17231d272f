import { resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { makeWorld, scoreFields, scoreMembers, type FieldScores } from '../../lab/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { jsonOption, parseWhole, threadsOption } from '../options.ts'
import { createReport, formatCount } from '../report.ts'

type MakeOptions = {
  people?: number
  records?: number
  seed: string
  out: string
  changes?: boolean
  adversaries?: boolean
  threads: number
  json?: boolean | undefined
}
type ScoreOptions = {
  members: string
  truth: string
  people?: string | undefined
  edition?: string | undefined
  json?: boolean | undefined
}

const count = (value: string) => parseWhole(value, { min: 1, max: 100_000_000 })

/** `fairlist lab make` and `fairlist lab score`. */
export function labCommand(): Command {
  const command = new Command('lab').description('make synthetic worlds with known truth, and score builds against it')
  command.addCommand(makeCommand())
  command.addCommand(scoreCommand())
  return command
}

function makeCommand(): Command {
  return new Command('make')
    .description('write a world: feeds/*.csv as suppliers would deliver them, truth.csv, workplaces.csv, people.csv')
    .option('--people <n>', 'people in the world (default 10000)', count)
    .option('--records <n>', 'size by records in all feeds together instead', count)
    .option('--seed <text>', 'any text; the same seed gives the same bytes', '1')
    .requiredOption('--out <dir>', 'directory to write', (value) => resolve(value))
    .option('--changes', 'companies merge, take other names and move to other domains: changes.csv')
    .option('--adversaries', 'suppliers who invent, copy, divert and bring back: adversaries.csv, removed.csv')
    .addOption(threadsOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ fairlist lab make --people 50000 --seed 7 --changes --adversaries --out world\n  $ fairlist build world/feeds/*.csv',
    )
    .action(make)
}

function scoreCommand(): Command {
  return new Command('score')
    .description(
      "score a build against a world's truth: who is who, and how far each field's confidence can be believed",
    )
    .requiredOption(
      '--members <file>',
      'record_id,contact_id as `fairlist build --members` writes it, or record_id,company_id as `--workplaces` does',
      (value) => resolve(value),
    )
    .requiredOption('--truth <file>', 'truth.csv of the world, or its workplaces.csv', (value) => resolve(value))
    .option('--people <file>', 'people.csv of the world: measure each field of the edition as well', (value) =>
      resolve(value),
    )
    .option('--edition <dir>', 'folder of the edition, as data/editions/e000001', (value) => resolve(value))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ fairlist build world/feeds/*.csv --members members.csv\n  $ fairlist lab score --members members.csv --truth world/truth.csv \\\n      --people world/people.csv --edition data/editions/e000001',
    )
    .action(score)
}

async function make(options: MakeOptions): Promise<void> {
  if (options.people !== undefined && options.records !== undefined) {
    throw new InvalidArgumentError('Give --people or --records, not both.')
  }
  const report = createReport({ json: options.json })
  const size = options.records === undefined ? { people: options.people ?? 10_000 } : { records: options.records }
  const { out, seed, threads, changes, adversaries } = options
  const world = await makeWorld({ out, seed, size, changes, adversaries, threads, progress: report.progress }).catch(
    (error: unknown) => {
      throw explainDisk(error, out)
    },
  )
  report.end()
  if (!options.json)
    report.table(['file', 'records'], [...world.feeds.map((feed) => [feed.file, feed.records]), ['all', world.records]])
  report.result(world)
}

async function score({ people, edition, ...options }: ScoreOptions): Promise<void> {
  if ((people === undefined) !== (edition === undefined))
    throw new InvalidArgumentError('Give --people and --edition, or neither.')
  const report = createReport({ json: options.json })
  const scores = await scoreMembers(options)
  const { wrongPairs, ...measures } = scores
  const shown = Object.entries({
    ...measures,
    'wrong pairs of people': wrongPairs.people,
    'wrong pairs with others': wrongPairs.others,
  }).map(([name, value]) => [name, Number.isInteger(value) ? formatCount(value) : value.toFixed(4)])
  if (!options.json) report.table(['measure', 'value'], shown)
  const fields = people && edition ? await scoreFields({ ...options, people, edition }) : null
  if (fields && !options.json) tellFields(report, fields)
  report.result(fields ? { ...scores, ...fields } : scores)
}

/** What confidence says and what is true: by field, then the reliability diagram of each, in ten bins of equal counts. */
function tellFields(report: ReturnType<typeof createReport>, { fields, falseDirect }: FieldScores): void {
  const figure = (value: number) => value.toFixed(4)
  const rows = Object.entries(fields).map(([field, { count: stated, accuracy, confidence, ece, brier }]) => [
    field,
    formatCount(stated),
    ...[accuracy, confidence, ece, brier].map(figure),
  ])
  report.table(['field', 'stated', 'true', 'confidence', 'ECE', 'Brier'], rows)
  const bins = Object.values(fields)[0]?.bins ?? []
  const diagram = Object.entries(fields).map(([field, { bins: own }]) => [
    field,
    ...own.map((bin) => `${bin.confidence.toFixed(2)}→${bin.accuracy.toFixed(2)}`),
  ])
  report.table(['confidence→true', ...bins.map((_, i) => String(i + 1))], diagram)
  report.table(['switchboards presented as one’s own number'], [[falseDirect]])
}

function explainDisk(error: unknown, out: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const reasons: Record<string, string> = {
    ENOSPC: 'the disk is full',
    EACCES: 'no permission to write there',
    EROFS: 'the disk is read-only',
    EEXIST: 'a file is in the way',
    ENOTDIR: 'a file is in the way',
  }
  const reason = typeof code === 'string' ? reasons[code] : undefined
  return reason ? new AppError('unavailable', `Cannot write the world to ${out}: ${reason}.`, { cause: error }) : error
}
