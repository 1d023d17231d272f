/** Pairs in two arrays that grow. */
export class PairList {
  #a = new Uint32Array(1 << 16)
  #b = new Uint32Array(1 << 16)
  #size = 0

  add(a: number, b: number): void {
    if (this.#size === this.#a.length) {
      this.#a = twice(this.#a)
      this.#b = twice(this.#b)
    }
    this.#a[this.#size] = a
    this.#b[this.#size++] = b
  }

  trimmed(): { a: Uint32Array; b: Uint32Array; size: number } {
    return { a: this.#a.subarray(0, this.#size), b: this.#b.subarray(0, this.#size), size: this.#size }
  }
}

function twice(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}
