import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLineWriter, type LineWriter } from '../../platform/lines/index.ts'
import { writeJsonTable } from './json-table.ts'
import type { Reject } from './reject.ts'
import { writeVcardTable } from './vcard-table.ts'
import { isWorkbook, writeWorkbookTable } from './workbook-table.ts'
import { writeZippedTable } from './zipped-table.ts'

/** Formats that are turned into CSV before they are read. */
export type MadeFormat = 'xlsx' | 'json' | 'vcard' | 'zip'

/** CSV that was made of a file, in the system's temporary folder; `remove` it afterwards. */
export type MadeText = { source: string; rejects: Reject[]; remove: () => Promise<void> }

/** Writes the table in a file as lines of CSV. Gives the records that cannot be read. */
type Writer = (path: string, writer: LineWriter) => Promise<Reject[]>

const WRITERS: Record<MadeFormat, Writer> = {
  xlsx: writeWorkbookTable,
  json: writeJsonTable,
  vcard: writeVcardTable,
  zip: writeZippedTable,
}

const HEAD = 512

/** The format of a file that must be turned into CSV first; null for others. Throws `bad_input` for a damaged archive. */
export async function madeFormatOf(path: string): Promise<MadeFormat | null> {
  const file = await open(path, 'r')
  let head: Buffer
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    head = buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
  if (head.toString('latin1', 0, 4) === 'PK\u0003\u0004') return (await isWorkbook(path)) ? 'xlsx' : 'zip'
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  // Old telephones write UTF-16.
  if (/^(?:\xFF\xFE|\xFE\xFF)?BEGIN:VCARD/i.test(head.toString('latin1').replaceAll('\0', ''))) return 'vcard'
  if (/^BEGIN:VCARD/i.test(text)) return 'vcard'
  return /^(?:\{\s*"|\[\s*\{)/.test(text) ? 'json' : null
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
