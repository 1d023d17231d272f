import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { AppError } from '../../platform/errors/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { DeliveryParts } from './schemas.ts'

/** A delivery as it was sent. */
export type Received = { path: string; file: string } & z.output<typeof DeliveryParts>

/** Writes the file of a request to disk as it comes, works with it, and removes it, whatever happens. Throws `bad_input`, `too_large`. */
export async function receiveDelivery<Result>(
  request: FastifyRequest,
  folder: string,
  work: (received: Received) => Promise<Result>,
): Promise<Result> {
  const place = join(folder, newId())
  await mkdir(place, { recursive: true, mode: 0o700 })
  try {
    const { file, ...parts } = await readParts(request, join(place, 'file'))
    if (file === null) throw new AppError('bad_input', 'Send the file as multipart form data in the field `file`.')
    return await work({ ...parts, path: join(place, 'file'), file })
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

async function readParts(request: FastifyRequest, path: string) {
  if (!request.isMultipart())
    throw new AppError('bad_input', 'Send the file as multipart form data in the field `file`.')
  const texts: Record<string, string> = {}
  let file: string | null = null
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      texts[part.fieldname] = String(part.value)
      continue
    }
    file = labelOf(part.filename)
    await pipeline(part.file, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    if (part.file.truncated)
      throw new AppError('too_large', `${file} is larger than this instance takes. Use fairlist provide.`)
  }
  return { file, ...readTexts(texts) }
}

function readTexts({ country, mapping }: Record<string, string>): z.output<typeof DeliveryParts> {
  const found = DeliveryParts.safeParse({
    country: country || null,
    ...(mapping ? { mapping: readJson(mapping) } : {}),
  })
  if (found.success) return found.data
  const errors = found.error.issues.map(({ path, message }) => ({
    pointer: `/body/${path.join('/')}`,
    detail: message,
  }))
  throw new AppError('bad_input', 'The delivery is not described as it should be.', { errors })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A file name for people: no folders, no control characters, not too long. */
function labelOf(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).normalize('NFC')
  return (
    last
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 200) || 'file.csv'
  )
}
