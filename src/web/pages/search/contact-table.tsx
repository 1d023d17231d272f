import { memo, useRef, type KeyboardEvent } from 'react'
import type { Contact } from '../../../modules/search/index.ts'
import { useKeys } from '../../components/use-keys.ts'
import { useSteady } from '../../components/use-steady.ts'
import type { Column } from './columns.tsx'
import type { Density } from './column-menu.tsx'
import classes from './contact-table.module.css'
import { SelectionBar } from './selection-bar.tsx'
import { TableHead } from './table-head.tsx'
import type { Columns } from './use-columns.ts'
import { useContactRows, type useTotal } from './use-contact-rows.ts'
import { useRowFocus } from './use-row-focus.ts'
import { useRowScroller } from './use-row-scroller.ts'
import { useScrollToTop } from './use-scroll-to-top.ts'
import type { Search } from './use-search.ts'

const HEAD = 36
const rowHeights: Record<Density, number> = { comfortable: 40, compact: 28 }
const BOX = 40

type RowProps = {
  index: number
  top: number
  contact: Contact | undefined
  shown: Columns['shown']
  isActive: boolean
  isOpen: boolean
  isPicked: boolean
  onOpen: (index: number) => void
  onPick: (index: number, range: boolean) => void
}

function Cell({ column, contact }: { column: Column; contact: Contact | undefined }) {
  return (
    <div role="gridcell" className={classes['cell']} data-column={column.key} style={{ width: column.width }}>
      {contact === undefined ? <span className={classes['blank']} /> : <span>{column.cell(contact)}</span>}
    </div>
  )
}

const Row = memo(function Row({ index, top, contact, shown, isActive, isOpen, isPicked, onOpen, onPick }: RowProps) {
  return (
    // The grid itself takes the keys (j, k, Enter, x) and points here by aria-activedescendant.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`row-${index}`}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={isPicked}
      className={classes['row']}
      data-active={isActive || undefined}
      data-open={isOpen || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(index)}
    >
      <div role="gridcell" className={classes['box']}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isPicked}
          aria-label={`Select ${contact?.name ?? 'this row'}`}
          onClick={(event) => {
            event.stopPropagation()
            onPick(index, event.shiftKey)
          }}
          onChange={() => undefined}
        />
      </div>
      {shown.map((column) => (
        <Cell key={column.key} column={column} contact={contact} />
      ))}
    </div>
  )
})

type Props = { search: Search; head: ReturnType<typeof useTotal>; choice: Columns; density: Density }

/** The contacts that match: every one of them by scrolling, the name pinned, keys `j k Enter x`. */
export function ContactTable({ search, head, choice, density }: Props) {
  const element = useRef<HTMLDivElement>(null)
  const { filters, sort, change, state } = search
  const total = head.total ?? 0
  const rowHeight = rowHeights[density]
  const scroller = useRowScroller({ element, count: total, rowHeight, headHeight: HEAD })
  const rowAt = useContactRows({ filters, sort, head, first: scroller.first, last: scroller.last })
  const query = JSON.stringify([filters, sort])
  const focus = useRowFocus(query, rowAt)

  useScrollToTop(element, query)

  const go = (index: number) => {
    const next = Math.min(total - 1, Math.max(0, index))
    if (total === 0) return
    focus.setActive(next)
    scroller.reveal(next)
    const row = rowAt(next)
    if (state.open !== undefined && row !== undefined) change({ open: row.id }, true)
  }
  const open = (index: number) => {
    const row = rowAt(index)
    focus.setActive(index)
    if (row !== undefined) change({ open: row.id }, state.open !== undefined)
  }
  const isFree = () =>
    document.activeElement === document.body || document.activeElement?.closest('[role=grid]') !== null
  useKeys({
    j: () => go(focus.active < 0 ? scroller.firstInSight() : focus.active + 1),
    k: () => go(focus.active - 1),
    Enter: () => isFree() && focus.active >= 0 && open(focus.active),
    x: () => focus.pick(focus.active, false),
    X: () => focus.pick(focus.active, true),
    Escape: () => (state.open === undefined ? focus.clear() : change({ open: undefined })),
  })
  const onOpen = useSteady(open)
  const onPick = useSteady(focus.pick)
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((element.current?.clientHeight ?? 0) / rowHeight) - 2)
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }
    const step = steps[event.key]
    if (step === undefined || event.target !== element.current) return
    event.preventDefault()
    go(focus.active + step)
  }
  const width = BOX + choice.shown.reduce((sum, column) => sum + column.width, 0)
  return (
    <>
      <div
        ref={element}
        className={classes['grid']}
        role="grid"
        aria-label="Contacts"
        aria-rowcount={total + 1}
        aria-busy={head.isOld}
        aria-activedescendant={focus.active >= 0 ? `row-${focus.active}` : undefined}
        tabIndex={0}
        data-old={head.isOld || undefined}
        onKeyDown={onKeyDown}
      >
        <div className={classes['sheet']} role="presentation" style={{ minWidth: width }}>
          <TableHead choice={choice} sort={sort} onSort={(next) => change({ sort: next })} />
          <div
            className={classes['rows']}
            role="rowgroup"
            style={{ height: scroller.height, ['--fl-row' as string]: `${rowHeight}px` }}
          >
            {scroller.rows.map(({ index, top }) => {
              const contact = rowAt(index)
              return (
                <Row
                  key={index}
                  index={index}
                  top={top}
                  contact={contact}
                  shown={choice.shown}
                  isActive={index === focus.active}
                  isOpen={contact !== undefined && contact.id === state.open}
                  isPicked={contact !== undefined && focus.picked.has(contact.id)}
                  onOpen={onOpen}
                  onPick={onPick}
                />
              )
            })}
          </div>
        </div>
      </div>
      <SelectionBar picked={focus.picked} shown={choice.shown} onClear={focus.clear} />
    </>
  )
}
