import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { findJsonFile } from '../../platform/files/index.ts'
import type { StorePaths } from './paths.ts'

/** One delivery of one source, as it is kept in `batches/<id>/batch.json`. Immutable. */
export type Batch = {
  id: string
  /** Who delivered it; null when a column of the file names the source of each row. */
  source: string | null
  /** The file's name, for people. */
  file: string
  /** SHA-256 of the file's bytes, hex. */
  digest: string
  bytes: number
  rows: number
  rejected: number
  /** Rejected rows by reason. */
  reasons: Record<string, number>
  /** Columns that the product never holds, left out at intake. */
  dropped: string[]
  /** Oldest and newest date in the rows, if they are dated. */
  seen: { min: string; max: string } | null
  /** Part of the sample world, which retires when a real batch comes in. */
  sample: boolean
  /** When it was added, ISO 8601. */
  added: string
}

type Origin = {
  source: string | null
  sourceColumn: string | null
  /** Of the file's bytes. */
  digest: string
  /** Columns that were given another meaning than they have by themselves. */
  chosen: readonly (readonly [string, string | null])[]
}

/** A batch's id: the same file from the same source, read the same way, is the same batch. */
export function batchId({ source, sourceColumn, digest, chosen }: Origin): string {
  const name = JSON.stringify([source, sourceColumn, digest, ...(chosen.length > 0 ? [chosen] : [])])
  return `b${createHash('sha256').update(name).digest('hex').slice(0, 24)}`
}

/** SHA-256 of a file's bytes, hex. */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** Every batch that was added, by id. */
export async function listBatches(paths: StorePaths): Promise<Batch[]> {
  const names = await readdir(paths.batches).catch(() => [])
  const ids = names.filter((name) => name.startsWith('b')).sort()
  const found = await Promise.all(ids.map((id) => findJsonFile(join(paths.batch(id), 'batch.json'))))
  // One that was taken back may be removed while the others are read.
  return (found as (Batch | null)[]).filter((batch) => batch !== null)
}

/** The batches that a build is made of: all, but for the sample world once there is a real one. */
export function batchesInForce(batches: readonly Batch[]): Batch[] {
  const real = batches.filter((batch) => !batch.sample)
  return real.length > 0 ? real : [...batches]
}
