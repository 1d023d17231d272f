/** Two hashes of 32 bits of a text (FNV-1a from two starts): a key of 64 bits, which a million rows do not share by chance. */
export function keyOf(text: string): [number, number] {
  let [one, two] = [0x811c9dc5, 0x1b873593]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(two ^ code, 0x85ebca6b)
    two ^= two >>> 13
  }
  return [one >>> 0, two >>> 0]
}

/** Which row had a key first; 12 bytes for each key and as much room again. */
export class FirstRows {
  private size = 1 << 12
  private keys = new Uint32Array(this.size * 2)
  private rows = new Uint32Array(this.size)
  private count = 0

  /** The row that had the key first: an earlier one, or this one. Rows are counted from 1. */
  first(one: number, two: number, row: number): number {
    if (this.count * 2 >= this.size) this.grow()
    const slot = this.find(one, two)
    if (this.rows[slot] === 0) {
      this.keys[slot * 2] = one
      this.keys[slot * 2 + 1] = two
      this.rows[slot] = row
      this.count++
    }
    return this.rows[slot]
  }

  private find(one: number, two: number): number {
    let slot = (one ^ two) & (this.size - 1)
    while (this.rows[slot] !== 0 && (this.keys[slot * 2] !== one || this.keys[slot * 2 + 1] !== two))
      slot = (slot + 1) & (this.size - 1)
    return slot
  }

  private grow(): void {
    const [keys, rows] = [this.keys, this.rows]
    this.size *= 2
    this.keys = new Uint32Array(this.size * 2)
    this.rows = new Uint32Array(this.size)
    for (let old = 0; old < rows.length; old++) {
      if (rows[old] === 0) continue
      const slot = this.find(keys[old * 2], keys[old * 2 + 1])
      this.keys[slot * 2] = keys[old * 2]
      this.keys[slot * 2 + 1] = keys[old * 2 + 1]
      this.rows[slot] = rows[old]
    }
  }
}
