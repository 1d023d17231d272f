import { IconAlertTriangle, IconCircleCheck, IconClock, IconHandStop, IconSend, type Icon } from '@tabler/icons-react'
import type { MailState as State } from '../../api/operate.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'

const looks: Record<State, { icon: Icon; tone?: string }> = {
  queued: { icon: IconClock },
  sending: { icon: IconSend },
  sent: { icon: IconCircleCheck, tone: 'good' },
  failed: { icon: IconAlertTriangle, tone: 'bad' },
  withheld: { icon: IconHandStop, tone: 'warn' },
}

/** How a mail went. */
export function MailState({ state }: { state: State }) {
  const { icon: Sign, tone } = looks[state]
  return (
    <span className={page['badge']} data-tone={tone}>
      <Sign size={13} stroke={2} aria-hidden /> {labelOf('mail', state)}
    </span>
  )
}
