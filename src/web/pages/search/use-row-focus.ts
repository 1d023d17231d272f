import { useCallback, useState } from 'react'
import type { Contact } from '../../../modules/search/index.ts'

type Place = { query: string; active: number; anchor: number; picked: ReadonlyMap<string, Contact> }

export type RowFocus = {
  active: number
  setActive: (index: number) => void
  /** Contacts picked with `x` or their box, by id. */
  picked: ReadonlyMap<string, Contact>
  /** Picks one row, or with `range` every loaded row from the last one picked. */
  pick: (index: number, range: boolean) => void
  clear: () => void
}

const nowhere = (query: string): Place => ({ query, active: -1, anchor: -1, picked: new Map() })

/** Which row the keys are on, and which rows are selected. Both are forgotten when the query changes. */
export function useRowFocus(query: string, rowAt: (index: number) => Contact | undefined): RowFocus {
  const [stored, setPlace] = useState(() => nowhere(query))
  const place = stored.query === query ? stored : nowhere(query)

  const pick = (index: number, range: boolean) => {
    const row = rowAt(index)
    if (row === undefined) return
    const picked = new Map(place.picked)
    if (range && place.anchor >= 0) {
      for (let at = Math.min(place.anchor, index); at <= Math.max(place.anchor, index); at += 1) {
        const between = rowAt(at)
        if (between !== undefined) picked.set(between.id, between)
      }
    } else if (picked.has(row.id)) picked.delete(row.id)
    else picked.set(row.id, row)
    setPlace({ ...place, anchor: index, picked })
  }
  const setActive = (active: number) => setPlace({ ...place, active })
  const clear = useCallback(() => setPlace((before) => ({ ...before, anchor: -1, picked: new Map() })), [])
  return { active: place.active, setActive, picked: place.picked, pick, clear }
}
