import { DictionaryBuilder } from './dictionary-builder.ts'
import type { IndexWriter } from './index-files.ts'
import { writePostings } from './postings.ts'

/** Takes folded texts row by row, rows ascending, and writes for each word the rows that have it. */
export class WordIndexBuilder {
  private readonly dictionary = new DictionaryBuilder()
  private readonly ends: Uint32Array
  private words = new Uint32Array(1 << 10)
  private size = 0

  constructor(rows: number) {
    this.ends = new Uint32Array(rows)
  }

  /** Adds the words of a row: `folded` is what `foldText` gave, empty when the row has none. Every row is added once. */
  add(row: number, folded: string): void {
    const start = this.size
    if (folded !== '') {
      for (const word of folded.split(' ')) {
        const number = this.dictionary.add(word)
        if (!this.holds(number, start)) this.push(number)
      }
    }
    this.ends[row] = this.size
  }

  async write(writer: IndexWriter, name: string): Promise<void> {
    const { table, places } = this.dictionary.sorted()
    const { ends, words } = this
    const forEach = (visit: (row: number, place: number) => void) => {
      for (let row = 0, at = 0; row < ends.length; row++) for (; at < ends[row]; at++) visit(row, places[words[at]])
    }
    await writePostings(writer, { name, rows: ends.length, values: table, forEach })
  }

  private holds(number: number, start: number): boolean {
    for (let at = start; at < this.size; at++) if (this.words[at] === number) return true
    return false
  }

  private push(number: number): void {
    if (this.size === this.words.length) {
      const grown = new Uint32Array(this.words.length * 2)
      grown.set(this.words)
      this.words = grown
    }
    this.words[this.size++] = number
  }
}
