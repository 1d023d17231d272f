import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { openDuckDb } from '../../platform/duckdb/index.ts'
import { AppError } from '../../platform/errors/index.ts'
import type { StorePaths } from '../store/paths.ts'

/** Locks that this process has: a file's lock keeps other processes out, not this one. */
const held = new Set<string>()

/**
 * Takes the lock that lets one build run at a time: the lock of a DuckDB file, which dies with its process, `kill -9`
 * included. Throws `busy` when another build has it. Call what it returns to give it back.
 */
export async function takeBuildLock(paths: StorePaths): Promise<() => void> {
  if (held.has(paths.lock)) throw busy()
  held.add(paths.lock)
  try {
    const release = await lockFile(paths)
    return () => {
      held.delete(paths.lock)
      release()
    }
  } catch (error) {
    held.delete(paths.lock)
    throw error
  }
}

async function lockFile(paths: StorePaths): Promise<() => void> {
  await mkdir(dirname(paths.lock), { recursive: true })
  try {
    const db = await openDuckDb({ path: paths.lock, threads: 1 })
    return () => db.close()
  } catch (cause) {
    if (!/lock/i.test(String(cause))) throw cause
    throw new AppError(
      'busy',
      'Another build is running on this data directory. Wait for it to end, then build again.',
      { cause },
    )
  }
}

function busy(cause?: unknown): AppError {
  return new AppError(
    'busy',
    'Another build is running on this data directory. Wait for it to end, then build again.',
    { cause },
  )
}
