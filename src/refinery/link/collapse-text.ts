import { openLineWriter } from '../../platform/lines/index.ts'
import { openTable, type Table } from '../intake/index.ts'
import type { CollapseOptions, Collapsed } from './collapsed.ts'
import { ColumnBuilder } from './column-builder.ts'
import { csvCell } from './csv-cell.ts'
import { findColumn } from './find-column.ts'
import { guessRoles } from './guess-roles.ts'
import { unitSets } from './unit-sets.ts'

/** Reads a text table row by row and collapses records with the same compared cells, in memory. */
export async function collapseText(path: string, options: CollapseOptions): Promise<Collapsed> {
  const table = await openTable(path)
  const { columns } = table
  const roles = guessRoles(columns, table.sample)
  const id = options.id === undefined ? roles.id : findColumn(columns, options.id)
  const source = options.source === undefined ? -1 : findColumn(columns, options.source)
  const compared = roles.compared.filter(({ index }) => index !== id && index !== source)
  const read = await readRows(table, { id, source, compared: compared.map(({ index }) => index) })
  const { weights, pairs, firstRow, contentOf } = read
  const builders = compared.map(({ role }) => new ColumnBuilder(role))
  for (const key of read.contents) key.split(SEPARATOR).forEach((cell, c) => builders[c]?.add(cell))
  const units = [...pairs].sort((a, b) => a - b)
  return {
    input: {
      count: weights.length,
      columns: builders.map((builder) => builder.finish()),
      weights: Uint32Array.from(weights),
      ...unitSets(
        weights.length,
        units.map((pair) => Math.floor(pair / UNITS)),
        units.map((pair) => pair % UNITS),
      ),
    },
    records: contentOf.length,
    rejected: table.rejects.length,
    compared: compared.map(({ column, role }) => ({ column, role })),
    firstId: (content) => read.ids[firstRow[content]],
    write: async (out, clusterOf) => {
      const writer = await openLineWriter(out)
      await writer.write('record_id,cluster_id')
      for (let row = 0; row < contentOf.length; row++) {
        const full = writer.write(`${csvCell(read.ids[row])},${clusterOf[contentOf[row]]}`)
        if (full) await full
      }
      await writer.close()
    },
    close: () => {},
  }
}

const SEPARATOR = '\u0000'
const UNITS = 2 ** 20

type Read = {
  /** Compared cells of each content, joined. */
  contents: Iterable<string>
  contentOf: number[]
  ids: string[]
  weights: number[]
  firstRow: number[]
  /** content × 2^20 + unit, each once. */
  pairs: Set<number>
}

async function readRows(table: Table, wanted: { id: number; source: number; compared: number[] }): Promise<Read> {
  const contents = new Map<string, number>()
  const unitNumbers = new Map<string, number>()
  const read: Read = { contents: contents.keys(), contentOf: [], ids: [], weights: [], firstRow: [], pairs: new Set() }
  for await (const chunk of table.chunks()) {
    for (const row of chunk.rows) {
      const key = wanted.compared.map((index) => row[index].replaceAll(SEPARATOR, ' ')).join(SEPARATOR)
      let content = contents.get(key)
      if (content === undefined) {
        content = contents.size
        contents.set(key, content)
        read.weights.push(0)
        read.firstRow.push(read.ids.length)
      }
      read.weights[content]++
      read.contentOf.push(content)
      read.ids.push(wanted.id < 0 ? String(read.ids.length + 1) : row[wanted.id])
      if (wanted.source < 0 || row[wanted.source] === '') continue
      const name = row[wanted.source]
      const unit = unitNumbers.get(name) ?? unitNumbers.size
      unitNumbers.set(name, unit)
      read.pairs.add(content * UNITS + unit)
    }
  }
  return read
}
