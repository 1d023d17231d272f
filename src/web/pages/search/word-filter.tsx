import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type Ref } from 'react'
import { suggestions } from '../../api/queries.ts'
import { labelOf } from '../../codes/label-of.ts'
import type { WordKey } from './filters.ts'

/** How long a pause in typing starts a count: short enough that the number moves while one thinks. */
const PAUSE_MS = 20

type Props = {
  filter: WordKey
  value: string
  onChange: (text: string) => void
  placeholder: string
  inputRef?: Ref<HTMLInputElement>
}

/** Free words with type-ahead. What is typed reaches the address after a short pause. */
export function WordFilter({ filter, value, onChange, placeholder, inputRef }: Props) {
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const [settled] = useDebouncedValue(text, PAUSE_MS)
  const asked = settled.trim()
  const { data } = useQuery({
    ...suggestions(filter, asked),
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
  })

  useEffect(() => {
    if (asked === sent.current) return
    sent.current = asked
    onChange(asked)
    // Only the typed text may start this: onChange is a new function at every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked])

  useEffect(() => {
    // The address changed by other means (a chip removed, the way back): show that.
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])

  const options = asked.length > 1 ? [...new Set((data?.items ?? []).map((item) => item.label))].slice(0, 7) : []
  return (
    <Autocomplete
      ref={inputRef}
      label={labelOf('filter', filter)}
      placeholder={placeholder}
      leftSection={<IconSearch size={15} stroke={1.6} aria-hidden />}
      value={text}
      onChange={setText}
      data={options}
      filter={({ options: all }) => all}
      selectFirstOptionOnChange={false}
      clearable
      comboboxProps={{ shadow: 'sm', transitionProps: { duration: 0 } }}
      autoComplete="off"
    />
  )
}
