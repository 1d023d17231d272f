import type { LinkColumn, Role } from '../../engine/match/index.ts'

/** Collects one column cell by cell as a dictionary and codes. */
export class ColumnBuilder {
  readonly #role: Role
  readonly #values = ['']
  readonly #numbers = new Map<string, number>([['', 0]])
  #codes = new Uint32Array(1024)
  #size = 0

  constructor(role: Role) {
    this.#role = role
  }

  add(text: string): void {
    let code = this.#numbers.get(text)
    if (code === undefined) {
      code = this.#values.length
      this.#values.push(text)
      this.#numbers.set(text, code)
    }
    if (this.#size === this.#codes.length) {
      const larger = new Uint32Array(this.#size * 2)
      larger.set(this.#codes)
      this.#codes = larger
    }
    this.#codes[this.#size++] = code
  }

  /** Codes of the cells added so far. */
  get codes(): Uint32Array {
    return this.#codes.subarray(0, this.#size)
  }

  /** The column, of all cells or of these rows only. */
  finish(rows?: Uint32Array): LinkColumn {
    const codes = this.codes
    return { role: this.#role, values: this.#values, codes: rows ? rows.map((row) => codes[row]) : codes.slice() }
  }
}
