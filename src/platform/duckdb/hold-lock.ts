import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { openDuckDb } from './open-duck-db.ts'

/** A lock that this process holds. */
export type HeldLock = { release(): void }

/**
 * Takes a lock that dies with its process, also by `kill -9`: DuckDB's own lock on a file, which the system takes back.
 * Gives null when another process holds it.
 */
export async function holdLock(path: string): Promise<HeldLock | null> {
  await mkdir(dirname(path), { recursive: true })
  try {
    const database = await openDuckDb({ path, memory: 64, threads: 1 })
    return { release: () => database.close() }
  } catch (error) {
    if (error instanceof Error && /could not set lock|being used by another process/i.test(error.message)) return null
    throw error
  }
}
