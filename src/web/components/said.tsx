import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import page from './page.module.css'

/** Says what was just done, with the way back where there is one. */
export function Said({ children, undo }: { children: ReactNode; undo?: (() => void) | undefined }) {
  return (
    <div role="status">
      {children === null || children === undefined ? null : (
        <div className={page['status']}>
          <IconCircleCheck size={18} stroke={1.8} aria-hidden />
          <span>{children}</span>
          {undo === undefined ? null : (
            <Button size="xs" variant="default" onClick={undo}>
              Undo
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
