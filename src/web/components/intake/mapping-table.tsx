import { Button, Select } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import type { MappedColumn } from '../../../modules/editions/index.ts'
import codes from '../../codes/codes.json' with { type: 'json' }
import { formatCounted } from '../../codes/format.ts'
import page from '../page.module.css'
import classes from './intake.module.css'

const fields = Object.entries(codes.field)
  .filter(([value]) => !['records', 'name'].includes(value))
  .map(([value, label]) => ({ value, label }))
const SURE = 0.9
const LIKELY = 0.6

export type Mapping = Record<string, string | null>

function sureness(column: MappedColumn, field: string | null): string {
  if (field !== column.field) return 'Your choice'
  if (field === null) return 'Left out'
  if (column.confidence >= SURE) return 'Sure'
  return column.confidence >= LIKELY ? 'Likely' : 'A guess'
}

type Props = {
  columns: MappedColumn[]
  mapping: Mapping
  onMap: (column: string, field: string | null) => void
  /** Fields that no column can be here. */
  without?: readonly string[]
}

type LineProps = {
  column: MappedColumn
  field: string | null
  choices: { value: string; label: string }[]
  onMap: Props['onMap']
}

function Line({ column, field, choices, onMap }: LineProps) {
  return (
    <tr>
      <th scope="row">{column.column}</th>
      <td className="quiet">{column.forbidden === null ? column.samples.slice(0, 3).join(' · ') : 'not shown'}</td>
      <td>
        {column.forbidden === null ? (
          <Select
            size="xs"
            aria-label={`Meaning of ${column.column}`}
            placeholder="Leave it out"
            data={choices}
            value={field}
            onChange={(value) => onMap(column.column, value)}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': `Leave out ${column.column}` }}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
        ) : (
          <span className={classes['never']}>
            <IconLock size={14} stroke={1.8} aria-hidden /> Never kept: {column.forbidden}
          </span>
        )}
      </td>
      <td>
        {column.forbidden === null ? sureness(column, field) : 'Certain'}
        <div className="quiet">{column.why}</div>
      </td>
    </tr>
  )
}

/** Columns that nobody recognised, from how many on they are folded away. */
const MANY = 12

/** What each column means: the guess, how sure it is and why, and the way to change it. */
export function MappingTable({ columns, mapping, onMap, without = [] }: Props) {
  const [isOpen, setOpen] = useState(false)
  const choices = fields.filter(({ value }) => !without.includes(value))
  const unknown = columns.filter(({ field, forbidden }) => field === null && forbidden === null)
  const isFolded = unknown.length >= MANY && unknown.length < columns.length && !isOpen
  const shown = isFolded ? columns.filter((column) => !unknown.includes(column)) : columns
  return (
    <>
      <div className={page['scroll']}>
        <table className={`${page['table']} ${page['cards']} ${classes['mapping']}`}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Examples</th>
              <th scope="col">Means</th>
              <th scope="col">How sure, and why</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((column) => (
              <Line
                key={column.index}
                column={column}
                field={mapping[column.column] ?? null}
                choices={choices}
                onMap={onMap}
              />
            ))}
          </tbody>
        </table>
      </div>
      {isFolded ? (
        <div className={page['inside']}>
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            Show {formatCounted(unknown.length, 'more column')} that nobody recognised
          </Button>{' '}
          <span className="quiet">Left out as they are.</span>
        </div>
      ) : null}
    </>
  )
}
