/** Gives each distinct pair of codes a dense number of its own, from 1; the pair (0, 0) is 0. */
export class CodePairs {
  #slots: Int32Array = new Int32Array(1024)
  #first: Uint32Array = new Uint32Array(512)
  #second: Uint32Array = new Uint32Array(512)
  #size = 1

  /** Numbers given so far, the 0 included. */
  get size(): number {
    return this.#size
  }

  /** The first code of a numbered pair. */
  first(id: number): number {
    return this.#first[id]
  }

  /** The second code of a numbered pair. */
  second(id: number): number {
    return this.#second[id]
  }

  number(first: number, second: number): number {
    if (first === 0 && second === 0) return 0
    const mask = this.#slots.length - 1
    let slot = place(first, second, mask)
    while (this.#slots[slot] !== 0) {
      const id = this.#slots[slot]
      if (this.#first[id] === first && this.#second[id] === second) return id
      slot = (slot + 1) & mask
    }
    const id = this.#size++
    this.#slots[slot] = id
    if (id >= this.#first.length) this.#growPairs()
    this.#first[id] = first
    this.#second[id] = second
    if (this.#size * 2 > this.#slots.length) this.#growSlots()
    return id
  }

  #growPairs(): void {
    const first = new Uint32Array(this.#first.length * 2)
    const second = new Uint32Array(first.length)
    first.set(this.#first)
    second.set(this.#second)
    this.#first = first
    this.#second = second
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (let id = 1; id < this.#size; id++) {
      let slot = place(this.#first[id], this.#second[id], mask)
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = id
    }
    this.#slots = slots
  }
}

function place(first: number, second: number, mask: number): number {
  const h = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
  return (Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> 7) & mask
}
