import { collapseCodes } from '../../engine/match/index.ts'
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
  const builders = compared.map(({ role }) => new ColumnBuilder(role))
  const cells = compared.map(({ index }, c) => ({ index, builder: builders[c] }))
  const { ids, sources } = await readRows(table, { id, source, cells })
  const { contentOf, firstRow } = collapseCodes(
    ids.length,
    builders.map((builder) => builder.codes),
  )
  const weights = new Uint32Array(firstRow.length)
  for (const content of contentOf) weights[content]++
  return {
    input: {
      count: firstRow.length,
      columns: builders.map((builder) => builder.finish(firstRow)),
      weights,
      ...unitsOf(firstRow.length, contentOf, sources.codes),
    },
    records: ids.length,
    rejected: table.rejects.length,
    compared: compared.map(({ column, role }) => ({ column, role })),
    firstId: (content) => ids[firstRow[content]],
    write: async (out, clusterOf) => {
      const writer = await openLineWriter(out)
      await writer.write('record_id,cluster_id')
      for (let row = 0; row < ids.length; row++) {
        const full = writer.write(`${csvCell(ids[row])},${clusterOf[contentOf[row]]}`)
        if (full) await full
      }
      await writer.close()
    },
    close: () => {},
  }
}

type Wanted = { id: number; source: number; cells: { index: number; builder: ColumnBuilder }[] }

/** The ids of all rows and their sources; cells go to the builders. */
async function readRows(
  table: Table,
  { id, source, cells }: Wanted,
): Promise<{ ids: string[]; sources: ColumnBuilder }> {
  const ids: string[] = []
  const sources = new ColumnBuilder('other')
  for await (const chunk of table.chunks()) {
    for (const row of chunk.rows) {
      for (const { index, builder } of cells) builder.add(row[index])
      ids.push(id < 0 ? String(ids.length + 1) : row[id])
      sources.add(source < 0 ? '' : row[source])
    }
  }
  return { ids, sources }
}

/** The units of each content; a row without a source is of none. */
function unitsOf(
  count: number,
  contentOf: Uint32Array,
  sources: Uint32Array,
): { unitStarts: Uint32Array; units: Uint32Array } {
  const span = 2 ** 21
  const pairs = Float64Array.from(contentOf, (content, row) =>
    sources[row] === 0 ? -1 : content * span + sources[row],
  ).sort()
  const distinct = pairs.filter((pair, i) => pair >= 0 && pair !== pairs[i - 1])
  return unitSets(
    count,
    distinct.map((pair) => Math.floor(pair / span)),
    distinct.map((pair) => pair % span),
  )
}
