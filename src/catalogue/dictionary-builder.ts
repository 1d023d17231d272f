import { sortTexts } from './sort-texts.ts'
import { textAt, type TextTable } from './text-table.ts'
import { TextTableBuilder } from './text-table-builder.ts'

/** Gives each distinct text a number, first come first served; at the end, the numbers in the order of the texts. */
export class DictionaryBuilder {
  private readonly numbers = new Map<string, number>()
  private readonly texts = new TextTableBuilder()

  /** Number of the text, from 0. */
  add(text: string): number {
    const known = this.numbers.get(text)
    if (known !== undefined) return known
    const number = this.texts.add(text)
    this.numbers.set(text, number)
    return number
  }

  /** The texts in the order they came. */
  unsorted(): TextTable {
    return this.texts.finish()
  }

  /** The texts sorted by their bytes, and for each number given its place among them. */
  sorted(): { table: TextTable; places: Uint32Array } {
    const unsorted = this.texts.finish()
    const order = sortTexts(unsorted)
    const places = new Uint32Array(order.length)
    const table = new TextTableBuilder()
    for (const [place, number] of order.entries()) {
      places[number] = place
      table.add(textAt(unsorted, number))
    }
    return { table: table.finish(), places }
  }
}
