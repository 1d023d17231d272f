import { readFile } from 'node:fs/promises'
import { scoreClusters, type ClusterScores } from '../../engine/match/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { readPairs } from './read-pairs.ts'

export type ScoreFilesOptions = {
  clusters: string
  truth: string
  /** JSON: a list of lists of record ids whose wrong pairs do not count. */
  exclude?: string | undefined
}

/** Scores a file of clusters against a file of true ones; of each the first two columns count: record, cluster. */
export async function scoreFiles(options: ScoreFilesOptions): Promise<ClusterScores & { records: number }> {
  const truth = await readPairs(options.truth)
  const clusters = await readPairs(options.clusters)
  const position = new Map<string, number>()
  const found = new Uint32Array(truth.size)
  const real = new Uint32Array(truth.size)
  const foundNumbers = new Map<string, number>()
  const realNumbers = new Map<string, number>()
  for (const [record, label] of truth) {
    const cluster = clusters.get(record)
    if (cluster === undefined) {
      throw new AppError('bad_input', `Record ${record} of ${options.truth} has no cluster in ${options.clusters}.`)
    }
    const at = position.size
    position.set(record, at)
    real[at] = numberOf(realNumbers, label)
    found[at] = numberOf(foundNumbers, cluster)
  }
  const groups = options.exclude === undefined ? [] : await readGroups(options.exclude)
  const exclude = groups.map((group) => group.map((id) => position.get(id)).filter((at) => at !== undefined))
  return { ...scoreClusters(found, real, exclude), records: truth.size }
}

function numberOf(numbers: Map<string, number>, label: string): number {
  const number = numbers.get(label) ?? numbers.size
  numbers.set(label, number)
  return number
}

async function readGroups(path: string): Promise<string[][]> {
  try {
    const groups: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (Array.isArray(groups) && groups.every((group) => Array.isArray(group)))
      return groups.map((group) => group.map(String))
  } catch (cause) {
    throw new AppError('bad_input', `${path} cannot be read as JSON.`, { cause })
  }
  throw new AppError('bad_input', `${path} must hold a list of lists of record ids.`)
}
