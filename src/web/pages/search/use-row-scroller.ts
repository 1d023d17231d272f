import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, type RefObject } from 'react'

/** Browsers stop drawing somewhere above 16 million pixels; longer lists are scrolled through at a scale. */
const TALLEST = 12_000_000

export type RowScroller = {
  rows: { index: number; top: number }[]
  /** Height of the element that holds the rows, in pixels. */
  height: number
  first: number
  last: number
  reveal: (index: number) => void
  /** The uppermost row that is wholly in sight. */
  firstInSight: () => number
}

type Options = { element: RefObject<HTMLDivElement | null>; count: number; rowHeight: number; headHeight: number }

/** Pixels of the list for each pixel of the scroll bar. */
function scaleOf(element: HTMLElement, length: number): number {
  const travel = element.scrollHeight - element.clientHeight
  return length <= TALLEST || travel <= 0 ? 1 : (length - element.clientHeight) / travel
}

/**
 * The rows in sight of a list of any length. Beyond `TALLEST` the scroll bar stands for a longer list: its position
 * is multiplied, while the wheel still moves by single rows.
 */
export function useRowScroller({ element, count, rowHeight, headHeight }: Options): RowScroller {
  const length = count * rowHeight
  const at = useRef(0)
  const lengthNow = useRef(length)
  const announce = useRef<(offset: number) => void>(() => undefined)

  const moveTo = useCallback(
    (offset: number) => {
      const box = element.current
      if (box === null) return
      const most = Math.max(0, lengthNow.current + headHeight - box.clientHeight)
      at.current = Math.min(most, Math.max(0, offset))
      box.scrollTop = at.current / scaleOf(box, lengthNow.current)
      announce.current(at.current)
    },
    [element, headHeight],
  )

  const observeElementOffset = useCallback(
    (instance: Virtualizer<HTMLDivElement, Element>, report: (offset: number, moving: boolean) => void) => {
      const box = instance.scrollElement
      if (box === null) return
      announce.current = (offset) => report(offset, false)
      const onScroll = () => {
        const scale = scaleOf(box, lengthNow.current)
        // A scroll that we made ourselves keeps the exact place; one by the user's hand is read off the bar.
        if (scale === 1 || Math.abs(box.scrollTop - at.current / scale) > 1) at.current = box.scrollTop * scale
        report(at.current, true)
      }
      const onWheel = (event: WheelEvent) => {
        if (scaleOf(box, lengthNow.current) === 1 || event.deltaY === 0 || event.ctrlKey) return
        event.preventDefault()
        moveTo(at.current + event.deltaY)
      }
      box.addEventListener('scroll', onScroll, { passive: true })
      box.addEventListener('wheel', onWheel, { passive: false })
      report(box.scrollTop, false)
      return () => {
        box.removeEventListener('scroll', onScroll)
        box.removeEventListener('wheel', onWheel)
      }
    },
    [moveTo],
  )

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => element.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    observeElementOffset,
    scrollToFn: (offset) => moveTo(offset),
  })
  useEffect(() => {
    lengthNow.current = length
    virtualizer.measure()
  }, [length, rowHeight, virtualizer])

  const shift = length <= TALLEST ? 0 : at.current - (element.current?.scrollTop ?? 0)
  const items = virtualizer.getVirtualItems()
  const rows = items.map((item) => ({ index: item.index, top: item.index * rowHeight - shift }))
  const reveal = (index: number) => {
    const room = (element.current?.clientHeight ?? 0) - headHeight - rowHeight
    const top = index * rowHeight
    if (top < at.current) moveTo(top)
    else if (top > at.current + room) moveTo(top - room)
  }
  const firstInSight = () => Math.ceil(at.current / rowHeight)
  return {
    rows,
    firstInSight,
    height: Math.min(length, TALLEST),
    first: rows[0]?.index ?? 0,
    last: rows.at(-1)?.index ?? 0,
    reveal,
  }
}
