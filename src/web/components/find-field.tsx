import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useSteady } from './use-steady.ts'

const TYPING_MS = 250

type Props = {
  label: string
  /** Shows the label above the field, and this inside it. */
  example?: string
  value: string
  onFind: (text: string) => void
}

/** A field that finds while one types. */
export function FindField({ label, example, value, onFind }: Props) {
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  const find = useSteady(onFind)
  // Going back, or clearing the filters, changes what stands in the address: the field follows.
  if (value !== seen) {
    setSeen(value)
    setText(value)
  }
  useEffect(() => {
    if (text === value) return undefined
    const timer = setTimeout(() => find(text), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, value, find])
  return (
    <TextInput
      type="search"
      {...(example === undefined ? { 'aria-label': label } : { label })}
      placeholder={example ?? label}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  )
}
