import { formatCount } from '../codes/format.ts'
import classes from './page.module.css'

/** How a count differs from the one before: `+1,204`, `−3`, nothing when it is the same or there is none. */
export function Delta({ now, before }: { now: number; before: number | undefined | null }) {
  if (before === undefined || before === null || now === before) return null
  return (
    <span className={classes['delta']} title="against the edition before">
      {now > before ? '+' : '−'}
      {formatCount(Math.abs(now - before))}
    </span>
  )
}

/** How a share differs from the one before, in percentage points. */
export function PointsDelta({ now, before }: { now: number; before: number | undefined }) {
  const points = before === undefined ? 0 : Math.round((now - before) * 1000) / 10
  if (points === 0) return null
  return (
    <span className={classes['delta']} title="percentage points against the edition before">
      {points > 0 ? '+' : '−'}
      {Math.abs(points).toFixed(1)}
    </span>
  )
}
