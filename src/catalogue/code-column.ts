import { DictionaryBuilder } from './dictionary-builder.ts'
import type { IndexArrays, IndexWriter } from './index-files.ts'
import { readPostings, writePostings, type Postings } from './postings.ts'

/** A column of few values: for each row the place of its value plus one (0 = none), and for each value its rows. */
export type CodeColumn = Postings & { codes: Uint8Array | Uint16Array | Uint32Array }

/** Takes a column's values row by row, then writes it. */
export class CodeColumnBuilder {
  private readonly dictionary = new DictionaryBuilder()
  private readonly numbers: Uint32Array

  constructor(rows: number) {
    this.numbers = new Uint32Array(rows)
  }

  add(row: number, value: string): void {
    this.numbers[row] = this.dictionary.add(value) + 1
  }

  async write(writer: IndexWriter, name: string): Promise<void> {
    const { numbers } = this
    const { table, places } = this.dictionary.sorted()
    const codes = narrowest(places.length, numbers.length)
    for (let row = 0; row < numbers.length; row++) if (numbers[row] > 0) codes[row] = places[numbers[row] - 1] + 1
    await writer.write(`${name}.codes`, codes)
    const forEach = (visit: (row: number, place: number) => void) => {
      for (let row = 0; row < codes.length; row++) if (codes[row] > 0) visit(row, codes[row] - 1)
    }
    await writePostings(writer, { name, rows: numbers.length, values: table, forEach })
  }
}

/** The column as it was written. */
export function readCodeColumn(arrays: IndexArrays, name: string): CodeColumn {
  return { ...readPostings(arrays, name), codes: arrays.codes(`${name}.codes`) }
}

function narrowest(values: number, rows: number): Uint8Array | Uint16Array | Uint32Array {
  if (values < 1 << 8) return new Uint8Array(rows)
  return values < 1 << 16 ? new Uint16Array(rows) : new Uint32Array(rows)
}
