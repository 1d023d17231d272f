import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../platform/errors/index.ts'
import { findJsonFile, writeFileAtomic } from '../platform/files/index.ts'

/** Raised when the files below change; a server refuses an index of another format. */
export const INDEX_FORMAT = 1

const kinds = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array, f64: Float64Array } as const
type KindName = keyof typeof kinds
export type IndexArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** `index.json`: what the arrays are, and the few figures that are not in them. Each array is a file `name.type`. */
export type IndexDescription = {
  format: number
  rows: number
  companies: number
  /** Rows that have a value, by name of the sort order; the rest of the order has none. */
  present: Record<string, number>
  arrays: { name: string; type: KindName; length: number }[]
}

/** Writes the arrays of an index as raw little-endian files, the description last. */
export class IndexWriter {
  private readonly arrays: IndexDescription['arrays'] = []
  private readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  /** Writes one array. */
  async write(name: string, array: IndexArray): Promise<void> {
    const type = (Object.keys(kinds) as KindName[]).find((each) => array instanceof kinds[each])
    if (!type) throw new AppError('internal', `The index has no form for ${name}.`)
    await mkdir(this.directory, { recursive: true })
    const file = await open(join(this.directory, `${name}.${type}`), 'w')
    try {
      const bytes = new Uint8Array(array.buffer as ArrayBuffer, array.byteOffset, array.byteLength)
      for (let at = 0; at < bytes.length;)
        at += (await file.write(bytes, at, Math.min(bytes.length - at, CHUNK))).bytesWritten
      await file.sync()
    } finally {
      await file.close()
    }
    this.arrays.push({ name, type, length: array.length })
  }

  /** Writes the description: from now on the index is there. */
  async finish(figures: Omit<IndexDescription, 'format' | 'arrays'>): Promise<void> {
    const description: IndexDescription = { format: INDEX_FORMAT, ...figures, arrays: this.arrays }
    await writeFileAtomic(join(this.directory, 'index.json'), `${JSON.stringify(description, null, 1)}\n`)
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
  const description = (await findJsonFile(join(directory, 'index.json'))) as IndexDescription | null
  if (!description)
    throw new AppError('unavailable', 'This edition has no search index. Build it again: fairlist build')
  if (description.format !== INDEX_FORMAT)
    throw new AppError(
      'unavailable',
      'The search index of this edition is of another version. Build it again: fairlist build',
    )
  const arrays = new Map<string, IndexArray>()
  for (const { name, type, length } of description.arrays) {
    arrays.set(name, await readArray(join(directory, `${name}.${type}`), type, length))
  }
  return new IndexArrays(description, arrays)
}

/** The byte offsets of a table's rows: rows + 1 of them. */
export async function readOffsets(directory: string, table: 'contacts' | 'companies'): Promise<Float64Array> {
  const offsets = await readArray(join(directory, `${table}.offsets`), 'f64')
  if (offsets.length === 0 || !(offsets instanceof Float64Array)) throw damaged(`${table}.offsets`)
  return offsets
}

/** Reads a file of so many elements straight into their buffer. */
async function readArray(path: string, type: KindName, length?: number): Promise<IndexArray> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw damaged(path, cause)
  })
  try {
    const { size } = await file.stat()
    const width = kinds[type].BYTES_PER_ELEMENT
    if (size % width !== 0 || (length !== undefined && size !== length * width)) throw damaged(path)
    const bytes = new Uint8Array(size)
    for (let at = 0; at < size;) {
      const { bytesRead } = await file.read(bytes, at, Math.min(size - at, CHUNK), at)
      if (bytesRead === 0) throw damaged(path)
      at += bytesRead
    }
    return new kinds[type](bytes.buffer)
  } finally {
    await file.close()
  }
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
