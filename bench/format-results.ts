import type { BuildFigures } from './measure-build.ts'
import type { CatalogueFigures } from './measure-catalogue.ts'
import type { CleanerFigures } from './measure-cleaners.ts'

export type Results = {
  machine: { cores: number; cpu: string; memory: number; node: string }
  builds: BuildFigures[]
  cleaners: CleanerFigures[]
  catalogue: CatalogueFigures | null
}

/** The results as Markdown, for people. */
export function formatResults(results: Results): string {
  const { machine } = results
  const parts = [
    `On ${machine.cores} cores (${machine.cpu}), ${machine.memory} GB, Node ${machine.node}.`,
    '### Files to published edition',
    formatTable(
      [
        'records',
        'contacts',
        'wall s',
        'records/s',
        'peak MB',
        '× DuckDB reading the files',
        'P',
        'R',
        'F1',
        'B³',
        'wrong pairs: people',
        'others',
        'generator records/s',
      ],
      results.builds.map(formatBuild),
    ),
    '### Steps: seconds and rows/s',
    formatSteps(results.builds),
    '### Cleaners, one core',
    formatTable(
      ['kind', 'distinct', 'values/s', 'verdicts'],
      results.cleaners.map((row) => [
        row.kind,
        whole(row.distinct),
        whole(row.valuesPerSecond),
        formatShares(row.verdicts),
      ]),
    ),
  ]
  if (results.catalogue) parts.push(...formatCatalogue(results.catalogue))
  return `${parts.join('\n\n')}\n`
}

function formatBuild(build: BuildFigures): string[] {
  const { scores, machine } = build
  return [
    whole(build.records),
    whole(build.contacts),
    build.seconds.toFixed(1),
    whole(build.recordsPerSecond),
    whole(build.peakMemory),
    (build.seconds / machine.duckDbSeconds).toFixed(0),
    ...[scores.precision, scores.recall, scores.f1, scores.b3].map((score) => score.toFixed(3)),
    whole(scores.wrongPairs.people),
    whole(scores.wrongPairs.others),
    whole(build.labRecordsPerSecond),
  ]
}

function formatSteps(builds: BuildFigures[]): string {
  const names = [...new Set(builds.flatMap((build) => build.steps.map((step) => step.name)))]
  const cells = names.map((name) => [
    name,
    ...builds.flatMap((build) => {
      const step = build.steps.find((each) => each.name === name)
      return [step ? step.seconds.toFixed(2) : '–', step?.rowsPerSecond ? whole(step.rowsPerSecond) : '–']
    }),
  ])
  return formatTable(['step', ...builds.flatMap((build) => [`${whole(build.records)}: s`, 'rows/s'])], cells)
}

function formatCatalogue(catalogue: CatalogueFigures): string[] {
  return [
    '### Search',
    `${whole(catalogue.contacts)} contacts, opened in ${catalogue.openSeconds.toFixed(2)} s. Milliseconds, in process, one question at a time.`,
    formatTable(
      ['question', 'matching', 'p50', 'p95'],
      catalogue.answers.map((row) => [row.question, whole(row.matching), row.p50.toFixed(2), row.p95.toFixed(2)]),
    ),
  ]
}

function formatShares(shares: Record<string, number>): string {
  return Object.entries(shares)
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, share]) => `${name} ${(share * 100).toFixed(1)} %`)
    .join(', ')
}

function formatTable(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const rule = header.map((_, column) => (column === 0 ? '---' : '---:'))
  return [header, rule, ...rows].map(line).join('\n')
}

function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}
