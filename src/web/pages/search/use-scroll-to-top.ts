import { useEffect, useRef, type RefObject } from 'react'

/** Goes back to the first row when the query changes. */
export function useScrollToTop(element: RefObject<HTMLElement | null>, query: string): void {
  const shown = useRef(query)
  useEffect(() => {
    if (shown.current === query) return
    shown.current = query
    element.current?.scrollTo({ top: 0 })
  }, [element, query])
}
