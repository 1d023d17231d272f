import { ActionIcon, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode } from 'react'
import classes from './drawer.module.css'

type Props = { label: string; onClose: () => void; children: ReactNode }

/** A panel on the right that leaves the list usable. Esc closes it; the focus goes back to where it came from. */
export function Drawer({ label, onClose, children }: Props) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <aside ref={panel} className={classes['drawer']} aria-label={label} tabIndex={-1}>
      <Tooltip label="Close (Esc)">
        <ActionIcon
          className={classes['close']}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label="Close"
          onClick={onClose}
        >
          <IconX size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {children}
    </aside>
  )
}
