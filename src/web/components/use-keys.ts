import { useEffect, useLayoutEffect, useRef } from 'react'

export type KeyBindings = Record<string, (event: KeyboardEvent) => void>

const SEQUENCE_MS = 1200

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio'
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null
}

/**
 * Keys of a page: `j`, `?`, `Escape`, or a sequence such as `g s`. They rest while somebody types or a dialog is open.
 */
export function useKeys(bindings: KeyBindings): void {
  const latest = useRef(bindings)
  // With the commit, not after it: the next key may be pressed in between.
  useLayoutEffect(() => {
    latest.current = bindings
  })
  useEffect(() => {
    let first = { key: '', at: 0 }
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (isTyping(event.target) || isDialogOpen()) return
      const sequence = event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${event.key}` : ''
      const action = latest.current[sequence] ?? latest.current[event.key]
      first = { key: event.key, at: event.timeStamp }
      if (action === undefined) return
      first = { key: '', at: 0 }
      action(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
