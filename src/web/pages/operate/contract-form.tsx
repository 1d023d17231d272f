import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatDate } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { mistakeAt, Trouble } from '../../components/trouble.tsx'
import { useProviderChange } from './use-provider-change.ts'

const fresh = () => ({ starts: new Date().toISOString().slice(0, 10), ends: '', territory: '', resale: true })

/** `de, at;ch` → `DE AT CH`; null for everywhere. */
function countriesOf(text: string): string[] | null {
  const codes = text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean)
  return codes.length === 0 ? null : codes
}

/** Writes a contract down, the first one or a renewal. */
export function ContractForm({ id }: { id: string }) {
  const change = useProviderChange(id)
  const [typed, setTyped] = useState(fresh)
  const { starts, ends, territory, resale } = typed
  const wrong = (field: string) => mistakeAt(change.error, field)
  const placed = ['starts', 'ends', 'territory', 'territory/0'].some((field) => wrong(field) !== undefined)
  return (
    <section className={page['card']} aria-label="Write a contract down">
      <h2>Write a contract down</h2>
      <form
        className={`${page['inside']} ${page['fields']}`}
        onSubmit={(event) => {
          event.preventDefault()
          const body = { starts, ends: ends === '' ? null : ends, territory: countriesOf(territory), resale }
          const said = `It runs from ${formatDate(starts)}${ends === '' ? '' : `, until ${formatDate(ends)}`}.`
          change.mutate({ path: 'contracts', body, said }, { onSuccess: () => setTyped(fresh()) })
        }}
      >
        <TextInput
          type="date"
          label="First day"
          required
          value={starts}
          error={wrong('starts')}
          onChange={(event) => setTyped({ ...typed, starts: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="First day on which it does not hold any more"
          description="Leave it empty until that is agreed."
          value={ends}
          error={wrong('ends')}
          onChange={(event) => setTyped({ ...typed, ends: event.currentTarget.value })}
        />
        <TextInput
          label="Countries"
          description="Two letters each, such as DE AT CH. Empty: everywhere."
          value={territory}
          error={wrong('territory') ?? wrong('territory/0')}
          onChange={(event) => setTyped({ ...typed, territory: event.currentTarget.value })}
        />
        <Checkbox
          label="Contacts that only such providers support may be sold"
          checked={resale}
          onChange={(event) => setTyped({ ...typed, resale: event.currentTarget.checked })}
        />
        {placed ? null : <Trouble error={change.error} />}
        <Said>{change.isSuccess ? change.variables.said : null}</Said>
        <Button type="submit" variant="default" loading={change.isPending}>
          Write it down
        </Button>
      </form>
    </section>
  )
}
