import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../platform/errors/index.ts'
import { writeJsonFile } from '../../platform/files/index.ts'
import type { Progress } from '../../platform/progress/index.ts'
import { chosenColumns, takeIn, type Field } from '../intake/index.ts'
import { batchId, fileDigest, listBatches, type Batch } from '../store/batch.ts'
import type { StorePaths } from '../store/paths.ts'

/** A file to add as a batch. */
export type BuildFile = {
  path: string
  /** Who delivered it; by default the file's name without its extension. */
  source?: string
  /** Column that names the source of each row, instead. */
  sourceColumn?: string
  /** What each column means, where the guess is to be overruled; null leaves a column out. */
  mapping?: Record<string, Field | null>
  /** Part of the sample world. */
  sample?: boolean
  /** What to call the file, if not by its own name. */
  label?: string
}

type Options = {
  files: readonly BuildFile[]
  /** Time of addition, ISO 8601. */
  now: string
  progress: Progress
  signal: AbortSignal
}

/**
 * Takes files in as batches; the same file from the same source is taken once. All of them or none: every file is read
 * into the build's own folder first, then all are moved. Throws `bad_input` for a file that cannot be read.
 */
export async function addBatches(paths: StorePaths, { files, now, progress, signal }: Options): Promise<Batch[]> {
  const known = new Set((await listBatches(paths)).map((batch) => batch.id))
  const added: Batch[] = []
  for (const file of files) {
    signal.throwIfAborted()
    const source = file.sourceColumn ? null : (file.source ?? basename(file.path).replace(/\.[^.]+$/, ''))
    const digest = await digestOf(file.path)
    const chosen = await chosenColumns(file.path, file.mapping)
    const id = batchId({ source, sourceColumn: file.sourceColumn ?? null, digest, chosen })
    if (known.has(id)) continue
    known.add(id)
    const out = join(paths.work, 'batches', id)
    await mkdir(out, { recursive: true })
    const intake = await takeIn(file.path, {
      out,
      sourceColumn: file.sourceColumn,
      mapping: file.mapping,
      progress,
      signal,
    })
    const batch: Batch = {
      id,
      source,
      file: file.label ?? basename(file.path),
      digest,
      bytes: intake.bytes,
      rows: intake.rows,
      rejected: intake.rejected,
      reasons: intake.reasons,
      dropped: intake.dropped,
      seen: intake.seen,
      sample: file.sample ?? false,
      added: now,
    }
    await writeJsonFile(join(out, 'batch.json'), batch)
    added.push(batch)
  }
  await mkdir(paths.batches, { recursive: true })
  for (const batch of added) {
    await rm(paths.batch(batch.id), { recursive: true, force: true })
    await rename(join(paths.work, 'batches', batch.id), paths.batch(batch.id))
  }
  return added
}

async function digestOf(path: string): Promise<string> {
  const stats = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'There is no such file' : `It cannot be read (${cause.code})`
    throw new AppError('bad_input', `${path}: ${why}. Check the path and its permissions.`, { cause })
  })
  if (stats.isDirectory())
    throw new AppError('bad_input', `${path} is a directory. Name the files in it, for example ${join(path, '*.csv')}.`)
  return fileDigest(path).catch((cause: NodeJS.ErrnoException) => {
    throw new AppError('bad_input', `${path} cannot be read (${cause.code}). Check its permissions.`, { cause })
  })
}
