import { IconCircleCheck, IconClock } from '@tabler/icons-react'
import type { Registration } from '../../api/operate.ts'
import page from '../../components/page.module.css'

/** Whether the address of a registration was confirmed. */
export function RegistrationState({ state }: { state: Registration['state'] }) {
  return state === 'confirmed' ? (
    <span className={page['badge']} data-tone="good">
      <IconCircleCheck size={13} stroke={2} aria-hidden /> Confirmed
    </span>
  ) : (
    <span className={page['badge']} data-tone="warn">
      <IconClock size={13} stroke={2} aria-hidden /> Not confirmed yet
    </span>
  )
}
