import { writeFile } from 'node:fs/promises'
import { readLines } from '../../platform/lines/index.ts'
import { leafHash, MerkleTree } from './merkle-tree.ts'

/** A table's rows counted and its content root, hex. */
export type Seal = { rows: number; root: string }

/**
 * Reads a table's lines of canonical JSON once: hashes them into the content root and writes where each begins
 * (`offsets`: little-endian doubles, one more than rows, so that row i is the bytes from offset i to offset i + 1, less the LF).
 */
export async function sealTable(lines: string, offsets: string): Promise<Seal> {
  const tree = new MerkleTree()
  const starts: number[] = [0]
  let at = 0
  for await (const batch of readLines(lines)) {
    for (const line of batch) {
      tree.add(leafHash(line))
      at += Buffer.byteLength(line) + 1
      starts.push(at)
    }
  }
  await writeFile(offsets, new Float64Array(starts))
  return { rows: starts.length - 1, root: tree.root() }
}

/** The root over an edition's tables: the tree over the lines `name TAB rows TAB root`, by name. */
export function editionRoot(tables: readonly { name: string; rows: number; root: string }[]): string {
  const tree = new MerkleTree()
  const sorted = tables.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  for (const { name, rows, root } of sorted) tree.add(leafHash(`${name}\t${rows}\t${root}`))
  return tree.root()
}
