import { ActionIcon, Button, Checkbox, Popover, SegmentedControl } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import { columns } from './columns.tsx'
import classes from './search-page.module.css'
import type { Columns } from './use-columns.ts'

export type Density = 'comfortable' | 'compact'

function move(keys: string[], key: string, by: number): string[] {
  const at = keys.indexOf(key)
  const rest = keys.filter((one) => one !== key)
  return rest.toSpliced(at + by, 0, key)
}

function ColumnLine({ name, label, choice }: { name: string; label: string; choice: Columns }) {
  const at = choice.keys.indexOf(name)
  const toggle = () => choice.setKeys(at < 0 ? [...choice.keys, name] : choice.keys.filter((key) => key !== name))
  return (
    <li className={classes['columnLine']}>
      <Checkbox size="xs" label={label} checked={at >= 0} onChange={toggle} />
      {at < 0 ? null : (
        <>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Move ${label} to the left`}
            disabled={at === 0}
            onClick={() => choice.setKeys(move(choice.keys, name, -1))}
          >
            <IconArrowUp size={14} stroke={1.6} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`Move ${label} to the right`}
            disabled={at === choice.keys.length - 1}
            onClick={() => choice.setKeys(move(choice.keys, name, 1))}
          >
            <IconArrowDown size={14} stroke={1.6} />
          </ActionIcon>
        </>
      )}
    </li>
  )
}

type Props = { choice: Columns; density: Density; onDensity: (density: Density) => void }

/** Which columns, in which order, how dense. */
export function ColumnMenu({ choice, density, onDensity }: Props) {
  const others = columns.filter((column) => column.key !== 'name')
  const inOrder = [
    ...choice.keys.flatMap((key) => others.find((column) => column.key === key) ?? []),
    ...others.filter((column) => !choice.keys.includes(column.key)),
  ]
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={15} stroke={1.6} />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns and density">
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Density"
          value={density}
          onChange={(value) => onDensity(value === 'compact' ? 'compact' : 'comfortable')}
          data={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'compact', label: 'Compact' },
          ]}
        />
        <ul className={classes['columnList']}>
          {inOrder.map((column) => (
            <ColumnLine key={column.key} name={column.key} label={column.label} choice={choice} />
          ))}
        </ul>
        <Button variant="subtle" size="xs" onClick={choice.reset}>
          As it was at first
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
