import { UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { KeyboardEvent, PointerEvent } from 'react'
import classes from './contact-table.module.css'
import type { Columns } from './use-columns.ts'

const KEY_STEP = 16

/** First click sorts, the second turns it round, the third goes back to the order by name. */
function nextSort(sort: string, key: string): string | undefined {
  if (sort === key) return `-${key}`
  return sort === `-${key}` ? undefined : key
}

function Handle({ label, width, onWidth }: { label: string; width: number; onWidth: (width: number) => void }) {
  const start = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget
    const from = event.clientX
    handle.setPointerCapture(event.pointerId)
    const drag = (move: globalThis.PointerEvent) => onWidth(width + move.clientX - from)
    handle.addEventListener('pointermove', drag)
    handle.addEventListener('pointerup', () => handle.removeEventListener('pointermove', drag), { once: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? KEY_STEP : event.key === 'ArrowLeft' ? -KEY_STEP : 0
    if (step !== 0) onWidth(width + step)
  }
  return (
    <div
      className={classes['handle']}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={width}
      aria-valuemin={64}
      aria-valuemax={640}
      tabIndex={0}
      onPointerDown={start}
      onKeyDown={onKeyDown}
    />
  )
}

/** Headers that sort and can be dragged wider. */
export function TableHead({
  choice,
  sort,
  onSort,
}: {
  choice: Columns
  sort: string
  onSort: (sort: string | undefined) => void
}) {
  return (
    <div role="row" aria-rowindex={1} className={classes['head']}>
      <div role="columnheader" className={classes['box']}>
        <span className="visually-hidden">Selected</span>
      </div>
      {choice.shown.map((column) => {
        const key = column.sort
        const direction =
          key === undefined ? undefined : sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none'
        return (
          <div
            key={column.key}
            role="columnheader"
            aria-sort={direction}
            className={classes['cell']}
            data-column={column.key}
            style={{ width: column.width }}
          >
            {key === undefined ? (
              <span>{column.label}</span>
            ) : (
              <UnstyledButton className={classes['sort']} onClick={() => onSort(nextSort(sort, key))}>
                {column.label}
                {direction === 'ascending' ? <IconArrowUp size={13} aria-hidden /> : null}
                {direction === 'descending' ? <IconArrowDown size={13} aria-hidden /> : null}
              </UnstyledButton>
            )}
            <Handle label={column.label} width={column.width} onWidth={(width) => choice.setWidth(column.key, width)} />
          </div>
        )
      })}
    </div>
  )
}
