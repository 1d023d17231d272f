import { readFile } from 'node:fs/promises'
import { AppError } from '../errors/index.ts'
import { writeFileAtomic } from './write-file-atomic.ts'

/** Reads a JSON file, or gives null where there is none. Throws `internal` when the file is no JSON. */
export async function findJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('internal', `${path} is damaged: it is not JSON. Restore it from a backup.`, { cause })
  }
}

/** Writes a value as indented JSON, whole or not at all. */
export async function writeJsonFile(
  path: string,
  value: unknown,
  options?: { mode?: number; durable?: boolean },
): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`, options)
}
