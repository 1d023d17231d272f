import { IconAlertTriangle, IconClock, IconClockPause, IconCircleCheck } from '@tabler/icons-react'
import type { RequestItem } from '../../api/requests.ts'
import { formatDate } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'

const SOON_DAYS = 7

function daysText(days: number): string {
  if (days === 0) return 'Due today'
  if (days < 0) return days === -1 ? '1 day late' : `${-days} days late`
  return days === 1 ? '1 day left' : `${days} days left`
}

/** How much time a request has left, or how it ended. */
export function RequestClock({ item }: { item: RequestItem }) {
  if (item.state === 'closed') {
    return (
      <span className={page['badge']} data-tone={item.outcome === 'done' ? 'good' : undefined}>
        <IconCircleCheck size={13} stroke={2} aria-hidden /> {labelOf('outcome', item.outcome ?? 'done')}
      </span>
    )
  }
  if (item.state === 'unconfirmed') {
    return (
      <span className={page['badge']}>
        <IconClockPause size={13} stroke={2} aria-hidden /> Waits for the click in the mail
      </span>
    )
  }
  if (item.state === 'paused') {
    return (
      <span className={page['badge']}>
        <IconClockPause size={13} stroke={2} aria-hidden /> Waits for the person since {formatDate(item.paused)}
      </span>
    )
  }
  const Sign = item.daysLeft < 0 ? IconAlertTriangle : IconClock
  const tone = item.daysLeft < 0 ? 'bad' : item.daysLeft <= SOON_DAYS ? 'warn' : undefined
  return (
    <span className={page['badge']} data-tone={tone}>
      <Sign size={13} stroke={2} aria-hidden /> {daysText(item.daysLeft)}
    </span>
  )
}
