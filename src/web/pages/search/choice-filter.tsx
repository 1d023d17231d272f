import { Checkbox, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { FacetsAnswer, FacetValue } from '../../../modules/search/index.ts'
import { suggestions } from '../../api/queries.ts'
import { formatCount } from '../../codes/format.ts'
import codes from '../../codes/codes.json' with { type: 'json' }
import { labelOf } from '../../codes/label-of.ts'
import { useRemembered } from '../../components/use-remembered.ts'
import type { ChoiceKey } from './filters.ts'
import classes from './filter-panel.module.css'
import { ValueLabel, valueText } from './value-label.tsx'

/** Values shown at first. Levels are few and everybody's first filter: all of them. */
const shortest = (filter: ChoiceKey): number => (filter === 'level' ? Infinity : 6)
const suggested = new Set<ChoiceKey>(['company', 'industry', 'city'])
const fixedOrder: Partial<Record<ChoiceKey, string[]>> = {
  level: Object.keys(codes.level),
  has: Object.keys(codes.has),
}

type Props = {
  filter: ChoiceKey
  chosen: string[]
  facets: FacetsAnswer | undefined
  onToggle: (value: string) => void
  openAtFirst: boolean
}

/** Levels stand in order of rank, so that they never jump; the long lists by count, as the API gives them. */
function inOrder(filter: ChoiceKey, values: FacetValue[]): FacetValue[] {
  const order = fixedOrder[filter]
  return order === undefined ? values : values.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
}

function useValues(filter: ChoiceKey, chosen: string[], facets: FacetsAnswer | undefined, text: string): FacetValue[] {
  const [asked] = useDebouncedValue(text.trim(), 80)
  const { data } = useQuery({
    ...suggestions(filter, asked),
    enabled: asked !== '' && suggested.has(filter),
    placeholderData: keepPreviousData,
  })
  const counted = inOrder(filter, facets?.facets[filter] ?? [])
  if (text.trim() !== '') {
    const needle = text.trim().toLowerCase()
    const near = counted.filter((one) => valueText(filter, one.value, one.label).toLowerCase().includes(needle))
    const known = new Set(near.map((one) => one.value))
    // The API suggests over everything; its counts do not know the other filters, so none is shown for these.
    const further = suggested.has(filter) && asked !== '' ? (data?.items ?? []) : []
    return [...near, ...further.filter((one) => !known.has(one.value)).map((one) => ({ ...one, count: -1 }))].slice(
      0,
      12,
    )
  }
  const present = new Set(counted.map((one) => one.value))
  const missing = facets === undefined ? [] : chosen.filter((value) => !present.has(value))
  return [...missing.map((value) => ({ value, label: value, count: -1 })), ...counted]
}

/** A filter by values: each with its count, type-ahead for the long ones. */
export function ChoiceFilter({ filter, chosen, facets, onToggle, openAtFirst }: Props) {
  const id = useId()
  const [open, setOpen] = useRemembered(`filter-${filter}`, openAtFirst)
  const [all, setAll] = useState(false)
  const [text, setText] = useState('')
  const values = useValues(filter, chosen, facets, text)
  const label = labelOf('filter', filter)
  const shown =
    all || text !== '' ? values : values.filter((one, at) => at < shortest(filter) || chosen.includes(one.value))
  const isLong = (facets?.facets[filter]?.length ?? 0) > shortest(filter) + 2
  return (
    <section className={classes['choice']}>
      <h3>
        <UnstyledButton
          className={classes['fold']}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={14} stroke={1.8} aria-hidden />
          {label}
          {chosen.length === 0 ? null : <span className={classes['chosen']}>{chosen.length}</span>}
        </UnstyledButton>
      </h3>
      <div id={id} hidden={!open}>
        {isLong && filter !== 'level' ? (
          <TextInput
            size="xs"
            aria-label={`Find in ${label.toLowerCase()}`}
            placeholder="Find …"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        ) : null}
        <ul className={classes['values']}>
          {shown.map((one) => (
            <li key={one.value}>
              <Checkbox
                size="xs"
                checked={chosen.includes(one.value)}
                onChange={() => onToggle(one.value)}
                classNames={{ root: classes['value'] ?? '', labelWrapper: classes['valueText'] ?? '' }}
                label={
                  <>
                    <span>
                      {one.label === one.value ? (
                        <ValueLabel filter={filter} value={one.value} facets={facets} />
                      ) : (
                        valueText(filter, one.value, one.label)
                      )}
                    </span>
                    <span className="tabular">{one.count < 0 ? '' : formatCount(one.count)}</span>
                  </>
                }
              />
            </li>
          ))}
        </ul>
        {facets !== undefined && values.length === 0 ? <p className={classes['none']}>None here</p> : null}
        {text === '' && values.length > shown.length ? (
          <UnstyledButton className={classes['more']} onClick={() => setAll(true)}>
            {formatCount(values.length - shown.length)} more
          </UnstyledButton>
        ) : null}
        {all && text === '' && values.length > shortest(filter) ? (
          <UnstyledButton className={classes['more']} onClick={() => setAll(false)}>
            Fewer
          </UnstyledButton>
        ) : null}
      </div>
    </section>
  )
}
