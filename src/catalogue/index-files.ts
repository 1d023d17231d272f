import { open, rm, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../platform/errors/index.ts'
import { findJsonFile, writeFileAtomic } from '../platform/files/index.ts'

/** Raised when the files below change; a server refuses an index of another format. */
export const INDEX_FORMAT = 1

const DESCRIPTION = 'index.json'
const ARRAYS = 'arrays.bin'

const kinds = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f64: Float64Array } as const
type KindName = keyof typeof kinds
export type IndexArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** `index.json`: which arrays the file `arrays` holds and where, and the few figures that are not in them. */
export type IndexDescription = {
  format: number
  rows: number
  companies: number
  /** Rows that have a value, by name of the sort order; the rest of the order has none. */
  present: Record<string, number>
  /** `offset` in bytes, a multiple of 8; `length` in elements. */
  arrays: { name: string; type: KindName; offset: number; length: number }[]
}

/** Writes the arrays of an index one after the other into one file, raw and little-endian; the description last. */
export class IndexWriter {
  private readonly arrays: IndexDescription['arrays'] = []
  private readonly directory: string
  private readonly file: FileHandle
  private size = 0

  private constructor(directory: string, file: FileHandle) {
    this.directory = directory
    this.file = file
  }

  /** Begins an index; what was there before counts no longer. `close` it, whatever happens. */
  static async open(directory: string): Promise<IndexWriter> {
    await rm(join(directory, DESCRIPTION), { force: true })
    return new IndexWriter(directory, await open(join(directory, ARRAYS), 'w'))
  }

  /** Writes one array. */
  async write(name: string, array: IndexArray): Promise<void> {
    const type = (Object.keys(kinds) as KindName[]).find((each) => array instanceof kinds[each])
    if (!type) throw new AppError('internal', `The index has no form for ${name}.`)
    const bytes = new Uint8Array(array.buffer as ArrayBuffer, array.byteOffset, array.byteLength)
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await this.file.write(bytes, at, Math.min(bytes.length - at, CHUNK), this.size + at)
      at += bytesWritten
    }
    this.arrays.push({ name, type, offset: this.size, length: array.length })
    this.size += Math.ceil(bytes.length / 8) * 8
  }

  /** Writes the description: from now on the index is there. */
  async finish(figures: Omit<IndexDescription, 'format' | 'arrays'>): Promise<void> {
    await this.file.truncate(this.size)
    await this.file.sync()
    const description: IndexDescription = { format: INDEX_FORMAT, ...figures, arrays: this.arrays }
    await writeFileAtomic(join(this.directory, DESCRIPTION), `${JSON.stringify(description, null, 1)}\n`)
  }

  async close(): Promise<void> {
    await this.file.close()
  }
}

/** An index in memory: its description and its arrays by name. */
export class IndexArrays {
  readonly description: IndexDescription
  private readonly arrays: Map<string, IndexArray>

  constructor(description: IndexDescription, arrays: Map<string, IndexArray>) {
    this.description = description
    this.arrays = arrays
  }

  u32(name: string): Uint32Array {
    return this.get(name, Uint32Array)
  }

  i32(name: string): Int32Array {
    return this.get(name, Int32Array)
  }

  f64(name: string): Float64Array {
    return this.get(name, Float64Array)
  }

  u8(name: string): Uint8Array {
    return this.get(name, Uint8Array)
  }

  /** A column of codes, as wide as it needs to be. */
  codes(name: string): Uint8Array | Uint16Array | Uint32Array {
    const array = this.arrays.get(name)
    if (array instanceof Uint8Array || array instanceof Uint16Array || array instanceof Uint32Array) return array
    throw damaged(name)
  }

  private get<T extends IndexArray>(name: string, type: new (length: number) => T): T {
    const array = this.arrays.get(name)
    if (array instanceof type) return array
    throw damaged(name)
  }
}

/** Reads the index of an edition into memory. Throws `unavailable` when it is missing, partial or of another format. */
export async function readIndex(directory: string): Promise<IndexArrays> {
  const description = (await findJsonFile(join(directory, DESCRIPTION))) as IndexDescription | null
  if (!description)
    throw new AppError('unavailable', 'This edition has no search index. Build it again: fairlist build')
  if (description.format !== INDEX_FORMAT)
    throw new AppError(
      'unavailable',
      'The search index of this edition is of another version. Build it again: fairlist build',
    )
  const arrays = new Map<string, IndexArray>()
  await withFile(join(directory, ARRAYS), async (file) => {
    for (const { name, type, offset, length } of description.arrays) {
      arrays.set(name, await readArray(file, { name, type, offset, length }))
    }
  })
  return new IndexArrays(description, arrays)
}

/** The byte offsets of a table's rows: rows + 1 of them. */
export async function readOffsets(directory: string, table: 'contacts' | 'companies'): Promise<Float64Array> {
  const name = `${table}.offsets`
  return withFile(join(directory, name), async (file) => {
    const { size } = await file.stat()
    const offsets = await readArray(file, { name, type: 'f64', offset: 0, length: size / 8 })
    if (offsets.length === 0 || !(offsets instanceof Float64Array)) throw damaged(name)
    return offsets
  })
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw damaged(basename(path), cause)
  })
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}

/** Reads one array straight into its buffer. */
async function readArray(file: FileHandle, wanted: IndexDescription['arrays'][number]): Promise<IndexArray> {
  const { name, type, offset, length } = wanted
  if (!Number.isSafeInteger(length) || length < 0) throw damaged(name)
  const bytes = new Uint8Array(length * kinds[type].BYTES_PER_ELEMENT)
  for (let at = 0; at < bytes.length;) {
    const { bytesRead } = await file.read(bytes, at, Math.min(bytes.length - at, CHUNK), offset + at)
    if (bytesRead === 0) throw damaged(name)
    at += bytesRead
  }
  return new kinds[type](bytes.buffer)
}

/** One read or write of a file is below 2 GB on every system. */
const CHUNK = 1 << 28

function damaged(name: string, cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    `The search index is incomplete (${name}). Build the edition again: fairlist build`,
    {
      cause,
    },
  )
}
