import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { readOffsets } from './index-files.ts'

export type Row = Record<string, unknown>

/** A table's rows as JSON lines, read one by one at their offsets. */
export class RowFile {
  readonly rows: number
  private readonly file: FileHandle
  private readonly offsets: Float64Array

  private constructor(file: FileHandle, offsets: Float64Array) {
    this.file = file
    this.offsets = offsets
    this.rows = offsets.length - 1
  }

  /** Opens `<table>.jsonl` with its offsets. */
  static async open(directory: string, table: 'contacts' | 'companies'): Promise<RowFile> {
    const offsets = await readOffsets(directory, table)
    return new RowFile(await open(join(directory, `${table}.jsonl`), 'r'), offsets)
  }

  /** One row. */
  async read(row: number): Promise<Row> {
    const start = this.offsets[row]
    const bytes = Buffer.allocUnsafe(this.offsets[row + 1] - start)
    await this.file.read(bytes, 0, bytes.length, start)
    return JSON.parse(bytes.toString('utf8')) as Row
  }

  /** Several rows, in the order asked for. */
  async readAll(rows: ArrayLike<number>): Promise<Row[]> {
    return Promise.all(Array.from(rows, (row) => this.read(row)))
  }

  async close(): Promise<void> {
    await this.file.close()
  }
}
