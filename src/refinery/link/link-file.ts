import { open } from 'node:fs/promises'
import { linkRecords, type LinkResult, type LinkStats, type MatchModel } from '../../engine/match/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { openLineWriter } from '../../platform/lines/index.ts'
import type { Progress } from '../../platform/progress/index.ts'
import type { Collapsed } from './collapsed.ts'
import { measureBlocks, readTruth } from './blocking-recall.ts'
import { csvCell } from './csv-cell.ts'

export type LinkFileOptions = {
  /** The CSV to write: `record_id,cluster_id`, a line a record. */
  out: string
  /** Column of the record's id; else `record_id`, else `id`, else the row number. */
  id?: string | undefined
  /** Column that names the delivery a row came in; rows of one delivery are different people, if it keeps to that. */
  source?: string | undefined
  /** Where to write the scored pairs with their reasons. */
  pairs?: string | undefined
  /** CSV of true clusters (record, cluster), to tell how many true pairs the blocks lose. */
  truth?: string | undefined
  threads?: number | undefined
  progress?: Progress | undefined
}

/** What came of linking a file. */
export type LinkReport = {
  records: number
  rejected: number
  distinct: number
  clusters: number
  compared: { column: string; role: string }[]
  stats: LinkStats
  model: MatchModel
  seconds: number
  /** What was done one after the other, and how long it took. */
  steps: { name: string; seconds: number }[]
  /** Most memory resident in this process so far, MB. */
  peakMemory: number
  /** With `truth`: share (0–1) of the true pairs of records whose contents are the same or meet in a block. */
  blockingRecall?: number
}

/**
 * Finds the records of a file that are about one and the same, and writes the clusters.
 * Fails with a sentence when the file cannot be read or no column can be compared.
 */
export async function linkFile(path: string, options: LinkFileOptions): Promise<LinkReport> {
  const started = performance.now()
  const { progress, steps } = timeSteps(options.progress)
  progress({ step: 'read and collapse' })
  const collapsed = await collapse(path, options)
  try {
    if (collapsed.compared.length === 0) {
      throw new AppError(
        'bad_input',
        `${path} has no column whose name says what it holds; name columns full_name, company, email, phone or address.`,
      )
    }
    let blockingRecall
    if (options.truth !== undefined) progress({ step: 'read the truth' })
    const truth = options.truth === undefined ? null : await readTruth(options.truth, collapsed, options.out)
    const result = linkRecords(collapsed.input, {
      homonyms: true,
      progress,
      ...(truth ? { onBlocks: (meet) => (blockingRecall = measureBlocks(truth, meet)) } : {}),
    })
    progress({ step: 'write' })
    const { clusterOf, clusters } = numberClusters(result.clusters)
    await collapsed.write(options.out, clusterOf)
    if (options.pairs !== undefined) await writePairs(options.pairs, collapsed, result)
    return {
      records: collapsed.records,
      rejected: collapsed.rejected,
      distinct: collapsed.input.count,
      clusters,
      compared: collapsed.compared,
      stats: result.stats,
      model: result.model,
      seconds: Math.round(performance.now() - started) / 1000,
      steps: steps(),
      peakMemory: Math.round(process.resourceUsage().maxRSS / 1024),
      ...(blockingRecall === undefined ? {} : { blockingRecall }),
    }
  } finally {
    collapsed.close()
  }
}

/** Passes progress on, and keeps when each step began. */
function timeSteps(progress: Progress | undefined) {
  const begun: { name: string; at: number }[] = []
  return {
    progress: (event: Parameters<Progress>[0]) => {
      if (event.step !== begun.at(-1)?.name) begun.push({ name: event.step, at: performance.now() })
      progress?.(event)
    },
    steps: () =>
      begun.map(({ name, at }, index) => ({
        name,
        seconds: Math.round((begun[index + 1]?.at ?? performance.now()) - at) / 1000,
      })),
  }
}

async function collapse(path: string, options: LinkFileOptions): Promise<Collapsed> {
  // Only the reader that is needed is loaded: DuckDB for Parquet, intake's tokenizer for text.
  if (await isParquet(path)) return (await import('./collapse-parquet.ts')).collapseParquet(path, options)
  return (await import('./collapse-text.ts')).collapseText(path, options)
}

async function isParquet(path: string): Promise<boolean> {
  let file
  try {
    file = await open(path)
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && buffer.toString('latin1') === 'PAR1'
  } catch {
    // Whatever is wrong, the text reader says it in a sentence.
    return false
  } finally {
    await file?.close()
  }
}

/** Clusters numbered from 1 in the order of their first record. */
function numberClusters(labels: Uint32Array): { clusterOf: Uint32Array; clusters: number } {
  const clusterOf = new Uint32Array(labels.length)
  let clusters = 0
  for (let content = 0; content < labels.length; content++) {
    const first = labels[content]
    clusterOf[content] = first === content ? ++clusters : clusterOf[first]
  }
  return { clusterOf, clusters }
}

/** The pairs tried, best first, one line for each pair of different contents; records are named by the first of a content. */
async function writePairs(path: string, collapsed: Collapsed, { pairs, explain }: LinkResult): Promise<void> {
  const writer = await openLineWriter(path)
  await writer.write('record_id_a,record_id_b,weight,probability,reasons')
  const order = Uint32Array.from(pairs.weight, (_, i) => i).sort((x, y) => pairs.weight[y] - pairs.weight[x] || x - y)
  for (const pair of order) {
    const { weight, probability, reasons } = explain(pairs.a[pair], pairs.b[pair])
    const words = reasons.map((reason) => `${reason.label}: ${reason.verdict} (${signed(reason.weight)})`).join('; ')
    const ids = [collapsed.firstId(pairs.a[pair]), collapsed.firstId(pairs.b[pair])]
    const full = writer.write([...ids.map(csvCell), weight, probability, csvCell(words)].join(','))
    if (full) await full
  }
  await writer.close()
}

function signed(weight: number): string {
  return `${weight < 0 ? '' : '+'}${weight.toFixed(1)}`
}
