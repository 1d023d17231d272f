import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { findCurrent } from '../store/current.ts'
import { storePaths } from '../store/paths.ts'

/**
 * Finds what became of retired ids of contacts, from the newest ledger, whose retired ids are read once. Chains are followed to
 * their end.
 */
export function openHeirs(data: string): (id: string) => Promise<string | null> {
  const paths = storePaths(data)
  let known: { ledger: string; heirs: Promise<Map<number, number>> } | null = null
  return async (id) => {
    const number = /^c(\d{10})$/.exec(id)?.[1]
    const ledger = (await findCurrent(paths))?.ledger
    if (number === undefined || ledger === undefined) return null
    if (known?.ledger !== ledger) known = { ledger, heirs: readRetired(paths.ledger(ledger)) }
    const reading = known
    try {
      const heirs = await reading.heirs
      let heir = heirs.get(Number(number))
      // What an id became was alive then and is retired later, if ever: a chain has an end.
      for (let next = heir; next !== undefined; next = heirs.get(next)) heir = next
      return heir === undefined ? null : `c${String(heir).padStart(10, '0')}`
    } catch {
      // No ledger to read: nothing is known of retired ids, and the next to ask tries again.
      if (known === reading) known = null
      return null
    }
  }
}

async function readRetired(path: string): Promise<Map<number, number>> {
  const db = await openDuckDb({ threads: 1 })
  try {
    const rows = await db.rows<{ retired: number; id: number }>(
      `SELECT member::INTEGER AS retired, id FROM ${sqlText(path)} WHERE kind = 'retired contact'`,
    )
    return new Map(rows.map(({ retired, id }) => [retired, id]))
  } finally {
    db.close()
  }
}
