import type { Rating } from '../../modules/health-scan/index.ts'

type Props = {
  /** From 0 to 1. */
  share: number
  rating?: Rating
  /** Where others stand, from 0 to 1. */
  mark?: number | null
}

/** A share as a bar. It is only the picture of a figure that stands beside it. */
export function Meter({ share, rating, mark = null }: Props) {
  return (
    <svg className={rating ? `meter ${rating}` : 'meter'} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
      <rect className="track" width="100" height="8" />
      <rect className="level" width={Math.round(1000 * Math.min(1, share)) / 10} height="8" />
      {mark === null ? null : <rect className="mark" x={Math.min(99, Math.round(100 * mark))} width="1" height="8" />}
    </svg>
  )
}
