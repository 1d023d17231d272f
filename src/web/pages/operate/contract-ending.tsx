import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ending, type Contract, type Ending } from '../../api/providers.ts'
import { formatCount, formatCounted, formatDate } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { mistakeAt, Trouble } from '../../components/trouble.tsx'
import { useProviderChange } from './use-provider-change.ts'

function Preview({ would: { contacts, fields, byField, batches } }: { would: Ending }) {
  const single = Object.entries(byField).filter(([, count]) => count > 0)
  return (
    <div role="note">
      <p>
        If it ended now, <strong>{formatCounted(contacts, 'contact')}</strong> would be hidden at once, and{' '}
        <strong>{formatCounted(fields, 'single field')}</strong> of others: what this provider alone supports.{' '}
        {formatCounted(batches, 'file')} that it delivered would not be used any more.
      </p>
      {single.length === 0 ? null : (
        <p className="quiet">
          {single.map(([field, count]) => `${labelOf('filter', field)} ${formatCount(count)}`).join(' · ')}
        </p>
      )}
    </div>
  )
}

/** Ends a contract early: first what that would hide, then the end. */
export function ContractEnding({ id, contract }: { id: string; contract: Contract }) {
  const preview = useQuery(ending(id))
  const change = useProviderChange(id)
  const [on, setOn] = useState('')
  const [isAsked, setAsked] = useState(false)
  const path = `contracts/${contract.contract}/end`
  return (
    <section className={page['card']} aria-label="End the contract">
      <h2>End the contract</h2>
      <form
        className={`${page['inside']} ${page['fields']}`}
        onSubmit={(event) => {
          event.preventDefault()
          if (on === '' && !isAsked) return setAsked(true)
          const said =
            on === '' ? 'It has ended, and nothing of it is shown any more.' : `It ends on ${formatDate(on)}.`
          change.mutate({ path, body: on === '' ? {} : { on }, said }, { onSettled: () => setAsked(false) })
        }}
      >
        <Shown query={preview} height={64}>
          {(would) => <Preview would={would} />}
        </Shown>
        <TextInput
          type="date"
          label="First day on which it does not hold any more"
          description="Leave it empty to end it now."
          value={on}
          error={mistakeAt(change.error, 'on')}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        {mistakeAt(change.error, 'on') === undefined ? <Trouble error={change.error} /> : null}
        <Said>{change.isSuccess ? change.variables.said : null}</Said>
        <div className={page['row']}>
          <Button type="submit" variant={isAsked ? 'filled' : 'default'} loading={change.isPending}>
            {on !== '' ? `End it on ${formatDate(on)}` : isAsked ? 'Yes, hide it and end it now' : 'End it now'}
          </Button>
          {isAsked ? (
            <Button variant="default" onClick={() => setAsked(false)}>
              Let it run
            </Button>
          ) : null}
        </div>
      </form>
    </section>
  )
}
