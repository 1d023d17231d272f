import { parseArgs } from 'node:util'
import headers from '../src/refinery/intake/export-headers.json' with { type: 'json' }
import { mapColumns } from '../src/refinery/intake/index.ts'
import { aFilledExport } from '../test/builders/a-filled-export.ts'

// Prints what intake finds in the columns of 30 exports when their header is lost: `column1`, `column2` … over people of the laboratory.
// node bench/mapping.ts [--rows 200] [--wrong]

const { values: flags } = parseArgs({
  options: { rows: { type: 'string', default: '200' }, wrong: { type: 'boolean', default: false } },
})

/** Columns of the laboratory that are as good as empty say nothing. */
const LEAST = 5

type Figure = { field: string; columns: number; found: number; missed: number; wrong: number; takenElsewhere: number }

/** A telephone is a telephone: no values say which of them is a mobile or a fax. */
const kindOf = (field: string | null) => (field === 'mobile' || field === 'fax' ? 'phone' : field)

const figures = new Map<string, Figure>()
const figureOf = (field: string) => {
  const figure = figures.get(field) ?? { field, columns: 0, found: 0, missed: 0, wrong: 0, takenElsewhere: 0 }
  figures.set(field, figure)
  return figure
}
for (const [name, want] of Object.entries(headers) as [string, Record<string, string | null>][]) {
  const rows = aFilledExport(name, want, Number(flags.rows))
  const blank = Object.keys(want).map((_, at) => `column${at + 1}`)
  const mapped = mapColumns(blank, rows)
  for (const [at, [column, field]] of Object.entries(want).entries()) {
    if (rows.filter((row) => row[at] !== '').length < LEAST) continue
    const { field: got, why } = mapped[at]
    const wanted = kindOf(field)
    if (got !== null && kindOf(got) !== wanted) figureOf(kindOf(got) ?? '').takenElsewhere += 1
    const figure = figureOf(wanted === null ? 'no part of a contact' : wanted.startsWith('!') ? 'never held' : wanted)
    figure.columns += 1
    if (kindOf(got) === wanted) figure.found += 1
    else if (got === null) figure.missed += 1
    else figure.wrong += 1
    if (flags.wrong && kindOf(got) !== wanted)
      process.stdout.write(
        `${name}: ${column} = ${field}, taken for ${got} (${why}); ${rows
          .slice(0, 8)
          .map((row) => row[at])
          .join(' | ')}\n`,
      )
  }
}

const list = [...figures.values()].toSorted((a, b) => b.columns - a.columns)
const line = (cells: (string | number)[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)
line(['column', 'columns', 'found', 'not found', 'taken for something else', 'others taken for it'])
line(['---', '---:', '---:', '---:', '---:', '---:'])
for (const each of list) line([each.field, each.columns, each.found, each.missed, each.wrong, each.takenElsewhere])
