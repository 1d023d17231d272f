import { open, stat } from 'node:fs/promises'
import { AppError } from '../../platform/errors/index.ts'
import { detectDialect } from './detect-dialect.ts'
import { detectEncoding } from './detect-encoding.ts'
import type { Dialect } from './dialect.ts'
import { findLayout, type Layout } from './find-layout.ts'
import { isKnownColumn } from './find-field.ts'
import { madeFormatOf, makeText, type MadeFormat } from './made-text.ts'
import { openSourceBytes } from './open-source-bytes.ts'
import { parquetDialect, sniffParquet } from './parquet-text.ts'
import { refuseForeignFormat } from './refuse-foreign-format.ts'
import { createDecoder } from './text-decoder.ts'
import { Tokenizer } from './tokenizer.ts'

/** What the first bytes of a file tell about it. */
export type Sniffed = {
  path: string
  format: 'csv' | 'csv.gz' | 'parquet' | MadeFormat
  gzip: boolean
  bytes: number
  encoding: string
  dialect: Dialect
  layout: Layout
  /** The first rows of data, as they stand. */
  sample: string[][]
  /** The same rows' text. */
  sampleRaws: string[]
  /** Rows of data in the file: exact when the beginning is all, else estimated by its size. */
  estimate: number
}

const HEAD_BYTES = 512 * 1024

/** Reads the beginning of a file and finds out how to read the rest. Throws `bad_input` or `unsupported`. */
export async function sniffFile(path: string): Promise<Sniffed> {
  const bytes = await checkReadable(path)
  const magic = await readMagic(path)
  if (magic.toString('latin1', 0, 4) === 'PAR1') return sniffParquetFile(path, bytes)
  const made = await madeFormatOf(path)
  return made === null ? sniffText(path, { bytes, magic }) : sniffMade(path, { bytes, format: made })
}

/** What is turned into CSV is looked at as such. */
async function sniffMade(path: string, { bytes, format }: { bytes: number; format: MadeFormat }): Promise<Sniffed> {
  const text = await makeText(path, format)
  try {
    const { size } = await stat(text.source)
    if (size === 0) throw new AppError('bad_input', `${path} is empty: no cell in it has a value. Export it again.`)
    const sniffed = await sniffText(text.source, { bytes: size, magic: await readMagic(text.source) })
    return { ...sniffed, path, bytes, format }
  } catch (error) {
    // The person knows the file, not what was made of it.
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, error.message.replaceAll(text.source, path), { cause: error })
  } finally {
    await text.remove()
  }
}

async function sniffText(path: string, { bytes, magic }: { bytes: number; magic: Buffer }): Promise<Sniffed> {
  const gzip = magic[0] === 0x1f && magic[1] === 0x8b
  const head = await readHead(path, gzip)
  refuseForeignFormat(path, head)
  const encoding = detectEncoding(head)
  const decoder = createDecoder(encoding)
  const whole = head.length < HEAD_BYTES
  const text = decoder.write(head) + (whole ? decoder.end() : '')
  const dialect = detectDialect(text)
  const { rows, raws } = new Tokenizer(dialect).push(text, whole)
  if (!rows.some((row) => row.some((cell) => cell.trim() !== ''))) {
    const why =
      text.trim() === '' && (whole || text !== '')
        ? 'is empty: there is no row in it. Export it again.'
        : 'begins with a row or a value that is too long for a table of contacts (more than 64 kB). Export the contacts alone, a row each.'
    throw new AppError('bad_input', `${path} ${why}`)
  }
  const layout = findLayout(rows, isKnownColumn)
  return {
    path,
    format: gzip ? 'csv.gz' : 'csv',
    gzip,
    bytes,
    encoding,
    dialect,
    layout,
    sample: rows.slice(layout.skip),
    sampleRaws: raws.slice(layout.skip),
    estimate: whole ? rows.length - layout.skip : Math.round((rows.length * bytes) / HEAD_BYTES) * (gzip ? 4 : 1),
  }
}

async function sniffParquetFile(path: string, bytes: number): Promise<Sniffed> {
  const { columns, sample, rows } = await sniffParquet(path)
  return {
    path,
    format: 'parquet',
    gzip: false,
    bytes,
    encoding: 'utf-8',
    dialect: parquetDialect,
    layout: { columns, skip: 0, headerRows: 0 },
    sample,
    sampleRaws: [],
    estimate: rows,
  }
}

async function checkReadable(path: string): Promise<number> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT')
      throw new AppError('bad_input', `There is no file ${path}: check the name and the folder.`, { cause })
    throw asAccessError(path, cause)
  })
  if (found.isDirectory())
    throw new AppError('bad_input', `${path} is a directory: name the files in it, e.g. ${path}/*.csv.`)
  if (!found.isFile())
    throw new AppError('bad_input', `${path} is not an ordinary file: save its content to a file and name that.`)
  if (found.size === 0) throw new AppError('bad_input', `${path} is empty (0 bytes): export it again.`)
  return found.size
}

function asAccessError(path: string, cause: NodeJS.ErrnoException): unknown {
  if (cause.code !== 'EACCES' && cause.code !== 'EPERM') return cause
  return new AppError(
    'bad_input',
    `${path} may not be read by this user: give read permission (chmod +r) and try again.`,
    { cause },
  )
}

async function readMagic(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    throw asAccessError(path, cause)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function readHead(path: string, gzip: boolean): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const chunk of openSourceBytes(path, { gzip })) {
    parts.push(chunk)
    length += chunk.length
    if (length >= HEAD_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES)
}
