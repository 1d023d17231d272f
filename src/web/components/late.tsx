import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'

const NOTICED_MS = 200

/** Stands for what is still on its way; what comes at once is not announced. Keeps the room, so that nothing jumps. */
export function Late({ height = 160 }: { height?: number }) {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), NOTICED_MS)
    return () => clearTimeout(timer)
  }, [])
  return <div style={{ minHeight: height }}>{isLate ? <Skeleton h={height} aria-label="Loading" /> : null}</div>
}
