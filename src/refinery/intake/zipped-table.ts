import type { LineWriter } from '../../platform/lines/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import { openArchive } from './archive.ts'
import { detectEncoding } from './detect-encoding.ts'
import type { Reject } from './reject.ts'
import { createDecoder } from './text-decoder.ts'
import { unpackTable } from './unpack-table.ts'

const NAMED = 5

/** Names of files that can be tables, and of those those of text. */
const TABLE = /\.(?:csv|tsv|tab|txt|json|jsonl|ndjson|vcf|xlsx)$/i
const TEXT = /\.(?:csv|tsv|tab|txt)$/i

/**
 * Writes the one table in a ZIP archive: text as it stands, in UTF-8, others by `writeUnpacked`. Throws `bad_input` when there is none
 * or several, with their names.
 */
export async function writeZippedTable(
  path: string,
  writer: LineWriter,
  writeUnpacked: (path: string, writer: LineWriter) => Promise<Reject[]>,
): Promise<Reject[]> {
  const archive = await openArchive(path)
  try {
    const names = [...archive.entries.keys()].filter((name) => !/(^|\/)(__MACOSX|\.)/.test(name))
    const texts = names.filter((name) => TEXT.test(name))
    const tables = texts.length > 0 ? texts : names.filter((name) => TABLE.test(name))
    const [name] = tables
    if (tables.length !== 1 || name === undefined) {
      const found = (tables.length > 0 ? tables : names).slice(0, NAMED).join(', ')
      const what = tables.length === 0 ? 'holds no table' : `holds ${tables.length} tables`
      throw new AppError('bad_input', `${path} ${what} (${found}): unpack it and use one file.`)
    }
    const bytes = (await archive.read(name)) as AsyncGenerator<Buffer>
    if (!TEXT.test(name)) return await unpackTable(path, bytes, (unpacked) => writeUnpacked(unpacked, writer))
    await copyText(bytes, writer)
    return []
  } finally {
    archive.close()
  }
}

/** Copies text into UTF-8. The writer ends each piece with LF: pieces are cut where a line ends. */
async function copyText(chunks: AsyncGenerator<Buffer>, writer: LineWriter): Promise<void> {
  let decoder: ReturnType<typeof createDecoder> | null = null
  let rest = ''
  for await (const chunk of chunks) {
    decoder ??= createDecoder(detectEncoding(chunk))
    rest += decoder.write(chunk)
    const at = rest.lastIndexOf('\n')
    if (at < 0) continue
    await writer.write(rest.slice(0, at))
    rest = rest.slice(at + 1)
  }
  rest += decoder?.end() ?? ''
  if (rest !== '') await writer.write(rest)
}
