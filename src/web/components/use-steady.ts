import { useCallback, useEffect, useRef } from 'react'

/** A function that stays the same object over all renders and always does what the latest one says. */
export function useSteady<Parameters extends unknown[]>(latest: (...parameters: Parameters) => void) {
  const current = useRef(latest)
  useEffect(() => {
    current.current = latest
  })
  return useCallback((...parameters: Parameters) => current.current(...parameters), [])
}
