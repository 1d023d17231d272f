import { useCallback, useState } from 'react'

function read<Value>(key: string, fallback: Value): Value {
  try {
    const text = localStorage.getItem(key)
    return text === null ? fallback : (JSON.parse(text) as Value)
  } catch {
    return fallback
  }
}

/** State that this browser remembers under `fairlist.<name>`: preferences only, never data. */
export function useRemembered<Value>(name: string, fallback: Value): [Value, (value: Value) => void] {
  const key = `fairlist.${name}`
  const [value, setValue] = useState(() => read(key, fallback))
  const remember = useCallback(
    (next: Value) => {
      setValue(next)
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // A browser that refuses storage forgets at the end of the visit.
      }
    },
    [key],
  )
  return [value, remember]
}
