import { rm } from 'node:fs/promises'
import type { Collapsed } from './collapsed.ts'
import { readPairs } from './read-pairs.ts'

/** For each true cluster how many of its records have which content. */
export type TrueContents = Map<string, Map<number, number>>

/** Reads the true clusters of a file of records and sees them as contents. `beside`: a path to write next to for a moment. */
export async function readTruth(path: string, collapsed: Collapsed, beside: string): Promise<TrueContents> {
  const contents = `${beside}.contents`
  try {
    await collapsed.write(
      contents,
      Uint32Array.from({ length: collapsed.input.count }, (_, content) => content),
    )
    const truth = await readPairs(path)
    const found: TrueContents = new Map()
    for (const [record, content] of await readPairs(contents)) {
      const cluster = truth.get(record)
      if (cluster === undefined) continue
      const own = found.get(cluster) ?? new Map<number, number>()
      own.set(Number(content), (own.get(Number(content)) ?? 0) + 1)
      found.set(cluster, own)
    }
    return found
  } finally {
    await rm(contents, { force: true })
  }
}

/** The share (0–1) of the true pairs of records that have one content or meet in a block: what no later step can make up for. */
export function measureBlocks(truth: TrueContents, meet: (a: number, b: number) => boolean): number {
  let wanted = 0
  let met = 0
  for (const contents of truth.values()) {
    const list = [...contents]
    for (const [index, [a, records]] of list.entries()) {
      const same = (records * (records - 1)) / 2
      wanted += same
      met += same
      for (const [b, others] of list.slice(index + 1)) {
        wanted += records * others
        if (meet(a, b)) met += records * others
      }
    }
  }
  return wanted === 0 ? 1 : met / wanted
}
