import type { TextTable } from './text-table.ts'

/** Collects texts one after the other into a text table; memory is the table's own, doubled at worst while it grows. */
export class TextTableBuilder {
  private bytes = Buffer.allocUnsafeSlow(1 << 16)
  private starts = new Uint32Array(1 << 10)
  private size = 0
  count = 0

  /** Adds a text and gives its place. */
  add(text: string): number {
    const most = text.length * 3
    if (this.size + most > this.bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.size + most))
      this.bytes.copy(grown, 0, 0, this.size)
      this.bytes = grown
    }
    this.size += this.bytes.write(text, this.size, 'utf8')
    const place = this.count++
    if (this.count >= this.starts.length) {
      const grown = new Uint32Array(this.starts.length * 2)
      grown.set(this.starts)
      this.starts = grown
    }
    this.starts[this.count] = this.size
    return place
  }

  /** The table; the builder is not used after this. */
  finish(): TextTable {
    return { bytes: this.bytes.subarray(0, this.size), starts: this.starts.subarray(0, this.count + 1) }
  }
}
