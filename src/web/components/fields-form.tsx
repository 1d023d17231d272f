import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { mistakeAt, Trouble } from './trouble.tsx'
import page from './page.module.css'

export type FormField = { name: string; label: string; about?: string; autoComplete?: string; needed?: boolean }

type Props = {
  fields: FormField[]
  /** What stands in them at first. */
  values: Record<string, string>
  submit: string
  isBusy: boolean
  error: unknown
  onSubmit: (values: Record<string, string>) => void
}

/** A form of single lines; a mistake stands at its field, and what was typed stays. */
export function FieldsForm({ fields, values, submit, isBusy, error, onSubmit }: Props) {
  const [typed, setTyped] = useState(values)
  const isPlaced = fields.some(({ name }) => mistakeAt(error, name) !== undefined)
  return (
    <form
      className={`${page['inside']} ${page['fields']} ${page['two']}`}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(typed)
      }}
    >
      {fields.map(({ name, label, about, autoComplete, needed }) => (
        <TextInput
          key={name}
          label={needed === true ? label : `${label}, if there is one`}
          {...(about === undefined ? {} : { description: about })}
          autoComplete={autoComplete ?? 'off'}
          value={typed[name] ?? ''}
          error={mistakeAt(error, name)}
          onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
        />
      ))}
      {isPlaced ? null : <Trouble error={error} />}
      <Button type="submit" variant="default" loading={isBusy}>
        {submit}
      </Button>
    </form>
  )
}

/** What a form shows of an answer: numbers as text, nothing as an empty field. */
export function asTexts(answer: object | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answer ?? {}).map(([name, value]) => [name, value === null ? '' : String(value)]),
  )
}
