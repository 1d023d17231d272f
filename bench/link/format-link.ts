import type { LinkFigures } from './measure-link.ts'
import type { SplinkFigures } from './measure-splink.ts'

export type SetFigures = {
  name: string
  load: number
  fairlist: LinkFigures
  /** Null where no configuration of it fits; a sentence where it gave nothing. */
  splink: SplinkFigures | string | null
}

/** The tables of a run, in Markdown. */
export function formatLink(sets: SetFigures[]): string {
  const scores = sets.flatMap(({ name, load, fairlist, splink }) => [
    [
      name,
      count(fairlist.records),
      'Fairlist',
      fairlist.seconds.toFixed(1),
      count(fairlist.peakMemory),
      ...accuracy(fairlist),
      fairlist.blockingRecall?.toFixed(4) ?? '–',
      load.toFixed(1),
    ],
    ...(splink === null ? [] : [formatSplink(splink)]),
  ])
  const names = [...new Set(sets.flatMap(({ fairlist }) => fairlist.steps.map((step) => step.name)))]
  const steps = sets.map(({ name, fairlist }) => [
    name,
    count(fairlist.distinct),
    count(fairlist.compared),
    ...names.map((step) => fairlist.steps.find((each) => each.name === step)?.seconds.toFixed(2) ?? '–'),
  ])
  return [
    table(['set', 'records', '', 'wall s', 'peak MB', 'P', 'R', 'F1', 'B³', 'blocking recall', 'load'], scores),
    `### Linking, steps: seconds\n\n${table(['set', 'different', 'compared', ...names], steps)}`,
    ...formatGrowth(sets),
  ].join('\n\n')
}

function formatSplink(splink: SplinkFigures | string): string[] {
  if (typeof splink === 'string') return ['', '', `Splink: ${splink}`, '–', '–', '–', '–', '–', '–', '–', '']
  const { threshold, seconds, peakMemory } = splink
  return ['', '', `Splink, weight ≥ ${threshold}`, seconds.toFixed(1), count(peakMemory), ...accuracy(splink), '–', '']
}

/** What ten times the people cost. */
function formatGrowth(sets: SetFigures[]): string[] {
  const worlds = sets.filter(({ name }) => name.startsWith('lab'))
  return worlds.slice(1).map((larger, index) => {
    const smaller = worlds[index]
    const records = larger.fairlist.records / smaller.fairlist.records
    const growth = (figure: (set: SetFigures) => number | null) => {
      const [before, after] = [figure(smaller), figure(larger)]
      return before === null || after === null ? '–' : `${(after / before).toFixed(1)}×`
    }
    const splinks = (set: SetFigures) => (typeof set.splink === 'object' ? set.splink : null)
    return (
      `${smaller.name} to ${larger.name}: ${records.toFixed(1)}× the records take Fairlist ${growth((set) => set.fairlist.seconds)} the time and ` +
      `${growth((set) => set.fairlist.peakMemory)} the memory, Splink ${growth((set) => splinks(set)?.seconds ?? null)} and ${growth((set) => splinks(set)?.peakMemory ?? null)}.`
    )
  })
}

function accuracy({ precision, recall, f1, b3 }: LinkFigures | SplinkFigures): string[] {
  return [precision, recall, f1, b3].map((value) => value.toFixed(4))
}

function count(value: number): string {
  return value.toLocaleString('en')
}

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map((_, index) => (index < 1 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}
