import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBriefcase, IconBuilding, IconSearch, IconUser, type Icon } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type KeyboardEvent } from 'react'
import { companies, suggestions } from '../../api/queries.ts'
import { formatCount } from '../../codes/format.ts'
import classes from './palette.module.css'
import { usePlaces } from './use-places.ts'

type Entry = { id: string; group: string; icon: Icon; label: string; note: string; run: () => void }

function useEntries(text: string, onClose: () => void): Entry[] {
  const navigate = useNavigate()
  const places = usePlaces()
  const [asked] = useDebouncedValue(text.trim(), 90)
  const options = { enabled: asked !== '', placeholderData: keepPreviousData }
  const people = useQuery({ ...suggestions('name', asked), ...options })
  const titles = useQuery({ ...suggestions('title', asked), ...options })
  const firms = useQuery({ ...companies(asked), ...options })
  const after = (run: () => void) => () => {
    onClose()
    run()
  }

  const commands = places
    .filter((place) => place.label.toLowerCase().includes(text.trim().toLowerCase()))
    .map((place) => ({
      id: `go-${place.label}`,
      group: 'Go to',
      icon: place.icon,
      label: place.label,
      note: place.keys,
      run: after(() =>
        place.to === undefined ? window.location.assign(place.href ?? '/') : void navigate({ to: place.to }),
      ),
    }))
  if (asked === '') return commands
  const found = (items: { value: string; label: string; count: number }[] | undefined, key: 'name' | 'title') =>
    (items ?? []).slice(0, 5).map((item) => ({
      id: `${key}-${item.value}`,
      group: key === 'name' ? 'People' : 'Titles',
      icon: key === 'name' ? IconUser : IconBriefcase,
      label: item.label,
      note: formatCount(item.count),
      run: after(() => void navigate({ to: '/search', search: { [key]: [item.value] } })),
    }))
  const firmEntries = (firms.data?.items ?? []).slice(0, 5).map((firm) => ({
    id: firm.id,
    group: 'Companies',
    icon: IconBuilding,
    label: firm.name ?? firm.domain ?? firm.id,
    note: `${formatCount(firm.contacts ?? 0)} people`,
    run: after(() => void navigate({ to: '/search', search: { company: [firm.id], open: firm.id } })),
  }))
  return [...found(people.data?.items, 'name'), ...firmEntries, ...found(titles.data?.items, 'title'), ...commands]
}

/** The dialog would wait a moment before it moves the focus, and the first letters would be lost. */
function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus()
}

/** Search everything and run commands (`Ctrl K`). */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const entries = useEntries(text, onClose)
  const index = Math.min(active, entries.length - 1)
  const chosen = entries[index]
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && entries.length > 0) {
      event.preventDefault()
      setActive((index + step + entries.length) % entries.length)
    }
    if (event.key === 'Enter') chosen?.run()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      aria-label="Search everything"
      transitionProps={{ duration: 0 }}
    >
      <div className={classes['field']}>
        <IconSearch size={18} stroke={1.6} aria-hidden />
        <input
          ref={focusAtOnce}
          data-autofocus
          role="combobox"
          aria-label="Search people, companies, titles and commands"
          aria-expanded
          aria-controls="palette-entries"
          aria-activedescendant={chosen === undefined ? undefined : `palette-${index}`}
          placeholder="A name, a company, a title or a command"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {/* The input keeps the focus and moves through the options, as a combobox does. */}
      <div id="palette-entries" role="listbox" aria-label="Results" className={classes['entries']}>
        {entries.map((entry, place) => (
          <div key={entry.id} className={classes['slot']} role="presentation">
            {entries[place - 1]?.group === entry.group ? null : (
              <div className={classes['group']} role="presentation">
                {entry.group}
              </div>
            )}
            <div
              id={`palette-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === index}
              className={classes['entry']}
              onMouseMove={() => setActive(place)}
              onClick={entry.run}
              onKeyDown={undefined}
            >
              <entry.icon size={16} stroke={1.6} aria-hidden />
              <span>{entry.label}</span>
              <small className="tabular">{entry.note}</small>
            </div>
          </div>
        ))}
        {entries.length === 0 ? <p className={classes['none']}>Nothing here goes by that name.</p> : null}
      </div>
    </Modal>
  )
}
