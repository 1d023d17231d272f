import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../platform/errors/index.ts'
import { openLineWriter, type LineWriter } from '../../platform/lines/index.ts'
import { writeJsonTable } from './json-table.ts'
import { openSourceBytes } from './open-source-bytes.ts'
import type { Reject } from './reject.ts'
import { unpackTable } from './unpack-table.ts'
import { writeVcardTable } from './vcard-table.ts'
import { isWorkbook, writeWorkbookTable } from './workbook-table.ts'
import { writeZippedTable } from './zipped-table.ts'

/** Formats that are turned into CSV before they are read. */
export type MadeFormat = 'xlsx' | 'json' | 'vcard' | 'zip' | 'gzip'

/** CSV that was made of a file, in the system's temporary folder; `remove` it afterwards. */
export type MadeText = { source: string; rejects: Reject[]; remove: () => Promise<void> }

/** Writes the table in a file as lines of CSV. Gives the records that cannot be read. */
type Writer = (path: string, writer: LineWriter) => Promise<Reject[]>

const WRITERS: Record<MadeFormat, Writer> = {
  xlsx: writeWorkbookTable,
  json: writeJsonTable,
  vcard: writeVcardTable,
  zip: (path, writer) => writeZippedTable(path, writer, writeUnpacked),
  gzip: (path, writer) =>
    unpackTable(path, openSourceBytes(path, { gzip: true }), (unpacked) => writeUnpacked(unpacked, writer)),
}

const HEAD = 512

/**
 * The format of a file that must be turned into CSV first; null for others. What is packed by gzip is `gzip` unless it is text of a
 * table, which is read as it comes. Throws `bad_input` for a damaged archive.
 */
export async function madeFormatOf(path: string): Promise<MadeFormat | null> {
  const head = await readHead(path)
  if (isZip(head)) return (await isWorkbook(path)) ? 'xlsx' : 'zip'
  if (head[0] !== 0x1f || head[1] !== 0x8b) return textFormatOf(head)
  for await (const inner of openSourceBytes(path, { gzip: true }))
    return isZip(inner) || textFormatOf(inner.subarray(0, HEAD)) !== null ? 'gzip' : null
  return null
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function isZip(head: Buffer): boolean {
  return head.toString('latin1', 0, 4) === 'PK\u0003\u0004'
}

function textFormatOf(head: Buffer): 'vcard' | 'json' | null {
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  // Old telephones write UTF-16.
  if (/^(?:\xFF\xFE|\xFE\xFF)?BEGIN:VCARD/i.test(head.toString('latin1').replaceAll('\0', ''))) return 'vcard'
  if (/^BEGIN:VCARD/i.test(text)) return 'vcard'
  return /^(?:\{\s*"|\[\s*\{)/.test(text) ? 'json' : null
}

/** Writes the table in a file that was packed. One that is packed again is refused: nobody does that to a list of contacts. */
async function writeUnpacked(path: string, writer: LineWriter): Promise<Reject[]> {
  const format = await madeFormatOf(path)
  if (format === null)
    throw new AppError('bad_input', `${path} holds no table that can be read: unpack it and save the table as CSV.`)
  if (format === 'zip' || format === 'gzip')
    throw new AppError('bad_input', `${path} holds another archive: unpack it and use one file.`)
  return WRITERS[format](path, writer)
}

/** Turns a file into CSV. Memory is bounded whatever the file. Throws `bad_input` with what to do when it is damaged or too large. */
export async function makeText(path: string, format: MadeFormat): Promise<MadeText> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlist-table-'))
  const source = join(folder, 'table.csv')
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const writer = await openLineWriter(source)
    try {
      return { source, rejects: await WRITERS[format](path, writer), remove }
    } finally {
      await writer.close()
    }
  } catch (error) {
    await remove()
    throw error
  }
}
