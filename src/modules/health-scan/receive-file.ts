import { createWriteStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import industries from './industries.json' with { type: 'json' }
import limits from './limits.json' with { type: 'json' }
import type { SentFile } from './scan-desk.ts'
import sizes from './sizes.json' with { type: 'json' }

const MEGABYTE = 1_000_000
const TOO_LARGE = `A file may have up to ${limits.megabytes} MB here. Send part of it, send it as .csv.gz, or use fairlist scan, which takes any size.`

/** What a form of a scan may hold. The rest of a file that is too large is read and dropped, so that the answer arrives. */
export const multipartLimits = { files: 1, fields: 3, fieldSize: 100, fileSize: limits.megabytes * MEGABYTE }

/** Writes the file of a request to a folder of its own as it comes. Throws `bad_input`, `too_large`, `unsupported`; leaves nothing then. */
export async function receiveFile(request: FastifyRequest, scans: string): Promise<SentFile> {
  if (!request.isMultipart())
    throw new AppError('bad_input', 'Send the file as multipart form data in the field `file`.')
  // Of what is far too large not even the rest is read.
  if (Number(request.headers['content-length'] ?? 0) > 10 * limits.megabytes * MEGABYTE)
    throw new AppError('too_large', TOO_LARGE)
  const folder = join(scans, newId())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const path = join(folder, 'file')
    const { file, isWhole, texts } = await readParts(request, path)
    if (!isWhole) throw new AppError('too_large', TOO_LARGE)
    if (file === null) throw new AppError('bad_input', 'Choose a file first.')
    if (await isParquet(path))
      throw new AppError('unsupported', 'Parquet is not taken here: send CSV or Excel, or use fairlist scan.')
    const choice = (name: 'industry' | 'size', among: { value: string }[]) =>
      among.find(({ value }) => value === texts[name])?.value ?? null
    const keep = texts['keep'] === 'on'
    return { folder, path, file, keep, industry: choice('industry', industries), size: choice('size', sizes) }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function readParts(request: FastifyRequest, path: string) {
  const texts: Record<string, string> = {}
  let file: string | null = null
  let isWhole = true
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      texts[part.fieldname] = String(part.value)
      continue
    }
    await pipeline(part.file, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    // A form without a file sends one without a name.
    if (part.filename !== '') file = labelOf(part.filename)
    isWhole = !part.file.truncated
  }
  return { file, isWhole, texts }
}

/** A Parquet file is read by native code, outside the bounds that hold for strangers' files. */
async function isParquet(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.toString('latin1') === 'PAR1'
  } finally {
    await file.close()
  }
}

/** A file name for people: no folders, no control characters, not too long. */
function labelOf(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).normalize('NFC')
  return (
    last
      .replace(/\p{Cc}|\p{Cf}/gu, '')
      .trim()
      .slice(0, 100) || 'file.csv'
  )
}
