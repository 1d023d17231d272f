import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { findJsonFile, writeJsonFile } from '../../platform/files/index.ts'
import { chosenColumns, takeIn, type Field, type RowJudge } from '../intake/index.ts'
import { batchId, type Batch } from '../store/batch.ts'
import { storePaths } from '../store/paths.ts'
import { listRepeated, rememberSaid } from './list-repeated.ts'
import { listNeeded, removeBatch } from './remove-batch.ts'

/** A file to take in as a batch without a build. */
export type Delivery = {
  path: string
  /** Who delivers it. */
  source: string
  /** What to call the file. */
  label: string
  mapping?: Record<string, Field | null> | undefined
  judge?: RowJudge | undefined
  /** Time of addition, ISO 8601. */
  now: string
  signal?: AbortSignal | undefined
}

/** A row of a delivered file by its line, and why it was not taken, if so. */
export type DeliveredRow = { row: number; reason: string | null }

/** Batches that come in between builds. A batch is there whole, or not at all; a running build is not disturbed. */
export type Deliveries = {
  /** Takes a file in as a draft of this name. Nothing that is built from changes. Throws like the reading of files. */
  prepare(draft: string, delivery: Delivery): Promise<Batch>
  /** Makes a draft a batch, if it still is one: the next build uses it. Gives whether the batch is there. */
  place(draft: string, batch: string): Promise<boolean>
  discard(draft: string): Promise<void>
  /** When a batch was put in its place, at the latest; null when it is not there. */
  placedAt(batch: string): Promise<Date | null>
  /** Drafts that are neither placed nor discarded, and when they were begun. */
  listDrafts(): Promise<{ draft: string; begun: Date }[]>
  /** Rows of a batch by line, refused ones among them. */
  listRows(batch: string, page: { limit: number; offset: number }): Promise<{ total: number; items: DeliveredRow[] }>
  /** Whether a batch has taken that row. */
  hasRow(batch: string, row: number): Promise<boolean>
  /**
   * Rows of batches that say who was said before, in the batch or in one that comes before it: by an address, or by name and
   * company. The batches are given in their order; of those that were removed counts what is remembered, and no row is given.
   */
  listRepeated(batches: readonly string[]): Promise<{ batch: string; row: number }[]>
  /** Those of some batches that an edition was built with which may yet be served again. */
  listNeeded(batches: readonly string[]): Promise<Set<string>>
  /**
   * Removes a batch for good. What is remembered of it, if so wished, is keyed digests by which `listRepeated` knows again whom
   * it spoke of. Done again, it does nothing.
   */
  remove(batch: string, kept: { remember: boolean }): Promise<void>
}

const draftName = /^[0-9a-f-]{36}$/

/** Opens the deliveries of a data directory. */
export function openDeliveries(data: string): Deliveries {
  const paths = storePaths(data)
  const drafts = join(data, 'intake', 'drafts')
  const folder = (draft: string) => {
    if (!draftName.test(draft)) throw new AppError('internal', 'A draft is called by an id.')
    return join(drafts, draft)
  }
  return {
    prepare: (draft, delivery) => prepare(folder(draft), delivery),
    place: async (draft, batch) => {
      await mkdir(paths.batches, { recursive: true })
      if (!(await isThere(paths.batch(batch))) && (await isThere(folder(draft))))
        await rename(folder(draft), paths.batch(batch)).catch(async (error: unknown) => {
          if (!(await isThere(paths.batch(batch)))) throw error
        })
      await rm(folder(draft), { recursive: true, force: true })
      return isThere(paths.batch(batch))
    },
    discard: (draft) => rm(folder(draft), { recursive: true, force: true }),
    // A rename changes the ctime of what is renamed.
    placedAt: async (batch) => (await stat(paths.batch(batch)).catch(() => null))?.ctime ?? null,
    listDrafts: async () => {
      const names = (await readdir(drafts).catch(() => [])).filter((name) => draftName.test(name))
      return Promise.all(
        names.map(async (draft) => ({
          draft,
          begun: (await stat(folder(draft)).catch(() => null))?.ctime ?? new Date(),
        })),
      )
    },
    listRows: (batch, page) => listRows(paths.batch(batch), page),
    hasRow: async (batch, row) => {
      if (!(await isThere(paths.batch(batch)))) return false
      const [found] = await query<{ n: number }>(
        `SELECT count(*)::INTEGER AS n FROM ${parquet(paths.batch(batch))} WHERE row = ${Math.trunc(row)}`,
      )
      return found?.n === 1
    },
    listRepeated: (batches) => listRepeated(paths, batches),
    listNeeded: (batches) => listNeeded(paths, batches),
    remove: async (batch, { remember }) => {
      if (remember) await rememberSaid(paths, batch)
      await removeBatch(paths, batch)
    },
  }
}

async function prepare(out: string, { path, source, label, mapping, judge, now, signal }: Delivery): Promise<Batch> {
  await rm(out, { recursive: true, force: true })
  const intake = await takeIn(path, { out, mapping, judge, signal })
  const { digest, bytes, rows, rejected, reasons, dropped, seen } = intake
  const id = batchId({ source, sourceColumn: null, digest, chosen: await chosenColumns(path, mapping) })
  const kept = { digest, bytes, rows, rejected, reasons, dropped, seen, sample: false, added: now }
  const batch: Batch = { id, source, file: label, ...kept }
  await writeJsonFile(join(out, 'batch.json'), batch)
  return batch
}

async function listRows(
  folder: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; items: DeliveredRow[] }> {
  const batch = (await findJsonFile(join(folder, 'batch.json'))) as Batch | null
  if (!batch) return { total: 0, items: [] }
  const rejects = `read_csv(${sqlText(join(folder, 'rejects.csv'))}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`
  const refused = batch.rejected === 0 ? '' : `UNION ALL SELECT line::BIGINT AS row, reason FROM ${rejects}`
  const items = await query<DeliveredRow>(
    `SELECT row::DOUBLE AS row, reason FROM (SELECT row, NULL AS reason FROM ${parquet(folder)} ${refused})
     ORDER BY 1, 2 LIMIT ${limit} OFFSET ${offset}`,
  )
  return { total: batch.rows + batch.rejected, items }
}

function parquet(folder: string): string {
  return `read_parquet(${sqlText(join(folder, 'batch.parquet'))})`
}

async function query<Row extends Record<string, unknown>>(sql: string): Promise<Row[]> {
  const db = await openDuckDb({ threads: 1 })
  try {
    return await db.rows<Row>(sql)
  } finally {
    db.close()
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
