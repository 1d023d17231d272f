import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../platform/errors/index.ts'
import { findJsonFile } from '../platform/files/index.ts'
import { MAC_BYTES } from '../platform/keys/index.ts'

/** A MAC and the row of a contact, little-endian. */
export const RECORD_BYTES = MAC_BYTES + 4

/** Records read at once when a search has come near, and when many are looked for. */
const NEAR = 256
const MANY = 50_000

/** Reading all costs as much as so many records looked at one by one. */
const WORTH_READING_ALL = 2000

/** Bytes that can be read at any place: a file, or memory. */
export type Bytes = { length: number; read(offset: number, length: number): Promise<Buffer>; close(): Promise<void> }

type Parts = {
  /** Records sorted by their bytes up to the row, then by row. */
  records: Bytes
  /** MACs of each contact's own identifiers, in the order of rows. */
  owned: Bytes
  /** Where each contact's own begin: rows + 1 numbers of 32 bits. */
  starts: Bytes
}

/** Which contacts have an identifier, and which identifiers a contact has; read from files at each question. */
export class IdentifierIndex {
  private readonly parts: Parts

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** Rows of the contacts that have this identifier, ascending. */
  async find(mac: Buffer): Promise<number[]> {
    const count = this.count()
    let [low, high] = [0, count]
    while (high - low > NEAR) {
      const middle = (low + high) >>> 1
      const record = await this.read(middle, 1)
      if (record.compare(mac, 0, MAC_BYTES, 0, MAC_BYTES) < 0) low = middle + 1
      else high = middle
    }
    const rows: number[] = []
    for (; low < count; low += NEAR) {
      const records = await this.read(low, Math.min(NEAR, count - low))
      for (let at = 0; at < records.length; at += RECORD_BYTES) {
        const order = records.compare(mac, 0, MAC_BYTES, at, at + MAC_BYTES)
        if (order > 0) return rows
        if (order === 0) rows.push(records.readUInt32LE(at + MAC_BYTES))
      }
    }
    return rows
  }

  /** Rows of the contacts that have any of these identifiers, which are sorted by their bytes. */
  async findAny(macs: readonly Buffer[]): Promise<Set<number>> {
    const rows = new Set<number>()
    if (macs.length * WORTH_READING_ALL < this.count()) {
      for (const mac of macs) for (const row of await this.find(mac)) rows.add(row)
      return rows
    }
    const wanted = Uint32Array.from(macs, (mac) => mac.readUInt32BE(0))
    let next = 0
    for (let from = 0; from < this.count() && next < macs.length; from += MANY) {
      const records = await this.read(from, Math.min(MANY, this.count() - from))
      for (let at = 0; at < records.length && next < macs.length; at += RECORD_BYTES) {
        const head = records.readUInt32BE(at)
        while (
          next < macs.length &&
          (wanted[next] < head || (wanted[next] === head && isBefore(macs[next], records, at)))
        )
          next++
        if (next < macs.length && wanted[next] === head && isAt(macs[next], records, at))
          rows.add(records.readUInt32LE(at + MAC_BYTES))
      }
    }
    return rows
  }

  /** MACs of a contact's own identifiers, sorted. */
  async of(row: number): Promise<Buffer[]> {
    const bounds = await this.parts.starts.read(row * 4, 8)
    const [from, to] = [bounds.readUInt32LE(0), bounds.readUInt32LE(4)]
    const macs = await this.parts.owned.read(from * MAC_BYTES, (to - from) * MAC_BYTES)
    return Array.from({ length: to - from }, (_, i) => macs.subarray(i * MAC_BYTES, (i + 1) * MAC_BYTES))
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.parts).map((bytes) => bytes.close()))
  }

  private count(): number {
    return this.parts.records.length / RECORD_BYTES
  }

  private read(record: number, count: number): Promise<Buffer> {
    return this.parts.records.read(record * RECORD_BYTES, count * RECORD_BYTES)
  }
}

function isBefore(mac: Buffer, records: Buffer, at: number): boolean {
  return records.compare(mac, 0, MAC_BYTES, at, at + MAC_BYTES) > 0
}

function isAt(mac: Buffer, records: Buffer, at: number): boolean {
  return records.compare(mac, 0, MAC_BYTES, at, at + MAC_BYTES) === 0
}

/** What `identifiers.json` says of the files beside it. */
type Description = {
  format: number
  rows: number
  identifiers: number
  owned: number
  key: { version: number; check: string }
}

/**
 * Opens the files of identifiers that the build wrote. Null where there are none, or they were made under another key than the
 * one given. Throws `unavailable` when they are not whole.
 */
export async function openIdentifierFiles(
  directory: string,
  { rows, check }: { rows: number; check: Buffer | null },
): Promise<IdentifierIndex | null> {
  const said = (await findJsonFile(join(directory, 'identifiers.json'))) as Description | null
  if (said?.format !== 1 || (check && said.key.check !== check.toString('hex'))) return null
  const names = ['identifiers', 'identifiers.owned', 'identifiers.starts']
  const sizes = [said.identifiers * RECORD_BYTES, said.owned * MAC_BYTES, (rows + 1) * 4]
  const files: Bytes[] = []
  try {
    for (const name of names) files.push(await fileBytes(join(directory, name)))
    if (said.rows !== rows || files.some((file, i) => file.length !== sizes[i]))
      throw new Error('Their sizes do not fit.')
  } catch (cause) {
    await Promise.all(files.map((file) => file.close()))
    throw new AppError(
      'unavailable',
      'The index of identifiers is not whole. Build the edition again: fairlist build',
      { cause },
    )
  }
  const [records, owned, starts] = files
  return new IdentifierIndex({ records, owned, starts })
}

async function fileBytes(path: string): Promise<Bytes> {
  const file: FileHandle = await open(path, 'r')
  const { size } = await file.stat()
  return {
    length: size,
    read: async (offset, length) => {
      const bytes = Buffer.allocUnsafe(length)
      const { bytesRead } = await file.read(bytes, 0, length, offset)
      if (bytesRead !== length) throw new AppError('unavailable', 'The index of identifiers ends too early.')
      return bytes
    },
    close: () => file.close(),
  }
}
