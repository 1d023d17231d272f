import { useCallback, useMemo } from 'react'
import { useRemembered } from '../../components/use-remembered.ts'
import { columns, firstColumns, type Column } from './columns.tsx'
import type { Search } from './use-search.ts'

const NARROWEST = 64
const WIDEST = 640

export type Columns = {
  /** The columns to show, the name first, with their widths in pixels. */
  shown: (Column & { width: number })[]
  keys: string[]
  setKeys: (keys: string[]) => void
  setWidth: (key: string, width: number) => void
  reset: () => void
}

/** The columns of the table: chosen and sized by the user, kept in the address and by this browser. */
export function useColumns(search: Search): Columns {
  const [remembered, remember] = useRemembered('columns', firstColumns)
  const [widths, setWidths] = useRemembered<Record<string, number>>('column-widths', {})
  const keys = search.state.cols ?? remembered
  const { change } = search

  const shown = useMemo(
    () =>
      ['name', ...keys.filter((key) => key !== 'name')]
        .flatMap((key) => columns.find((column) => column.key === key) ?? [])
        .map((column) => ({ ...column, width: widths[column.key] ?? column.width })),
    [keys, widths],
  )
  const setKeys = useCallback(
    (next: string[]) => {
      remember(next)
      change({ cols: next.join(',') === firstColumns.join(',') ? undefined : next }, true)
    },
    [remember, change],
  )
  const setWidth = useCallback(
    (key: string, width: number) =>
      setWidths({ ...widths, [key]: Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) }),
    [widths, setWidths],
  )
  const reset = useCallback(() => {
    setWidths({})
    setKeys(firstColumns)
  }, [setWidths, setKeys])
  return { shown, keys, setKeys, setWidth, reset }
}
