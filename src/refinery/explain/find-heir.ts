import { openDuckDb, sqlText } from '../../platform/duckdb/index.ts'
import { findCurrent } from '../store/current.ts'
import { storePaths } from '../store/paths.ts'

/** What became of ids of contacts. */
export type Heirs = {
  /** The id that a retired id's contact has now, at the end of whatever chain; null for one that is not retired. */
  findHeir: (id: string) => Promise<string | null>
  /** Whether there ever was a contact of this id. */
  wasGiven: (id: string) => Promise<boolean>
}

type Known = { heirs: Map<number, number>; next: number }

/** Reads them from the newest ledger of a data directory, once. Where there is none, nothing is known of any id. */
export function openHeirs(data: string): Heirs {
  const paths = storePaths(data)
  let known: { ledger: string; told: Promise<Known> } | null = null
  const read = async (): Promise<Known> => {
    const ledger = (await findCurrent(paths))?.ledger
    if (ledger === undefined) return NOTHING
    if (known?.ledger !== ledger) known = { ledger, told: readRetired(paths.ledger(ledger)) }
    const reading = known
    try {
      return await reading.told
    } catch {
      // No ledger to read: the next to ask tries again.
      if (known === reading) known = null
      return NOTHING
    }
  }
  return {
    findHeir: async (id) => {
      const number = numberOf(id)
      const { heirs } = number === null ? NOTHING : await read()
      let heir = heirs.get(number ?? 0)
      // What an id became was alive then and is retired later, if ever: a chain has an end, but for ledgers of earlier versions.
      let steps = heirs.size
      for (let next = heir; next !== undefined && steps > 0; next = heirs.get(next), steps--) heir = next
      return heir === undefined ? null : `c${String(heir).padStart(10, '0')}`
    },
    wasGiven: async (id) => {
      const number = numberOf(id)
      return number !== null && number > 0 && number < (await read()).next
    },
  }
}

const NOTHING: Known = { heirs: new Map(), next: 0 }

function numberOf(id: string): number | null {
  const digits = /^c(\d{10})$/.exec(id)?.[1]
  return digits === undefined ? null : Number(digits)
}

async function readRetired(path: string): Promise<Known> {
  const db = await openDuckDb({ threads: 1 })
  try {
    const rows = await db.rows<{ kind: string; retired: number; id: number }>(
      `SELECT kind, coalesce(try_cast(member AS INTEGER), 0) AS retired, id FROM ${sqlText(path)}
       WHERE kind IN ('retired contact', 'next contact')`,
    )
    const retired = rows.filter(({ kind }) => kind === 'retired contact')
    const next = rows.find(({ kind }) => kind === 'next contact')?.id ?? 0
    return { heirs: new Map(retired.map((row) => [row.retired, row.id])), next }
  } finally {
    db.close()
  }
}
