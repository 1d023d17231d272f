import { Button, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { newKey } from '../../api/new-key.ts'
import { formatCounted } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { mistakeAt, Trouble } from '../../components/trouble.tsx'
import { useAccountChange } from './use-account-change.ts'

const fresh = () => ({ credits: 0, reason: '', key: newKey() })

/** Corrects a balance by hand, with a reason that the customer reads. */
export function AdjustmentForm({ id }: { id: string }) {
  const change = useAccountChange(id)
  const [typed, setTyped] = useState(fresh)
  const { credits, reason } = typed
  const amount = formatCounted(Math.abs(credits), 'credit')
  return (
    <section className={page['card']} aria-label="Correct the balance">
      <h2>Correct the balance</h2>
      <form
        className={`${page['inside']} ${page['fields']}`}
        onSubmit={(event) => {
          event.preventDefault()
          const said = `${amount} ${credits > 0 ? 'added' : 'taken off'}.`
          change.mutate({ path: 'credits', body: typed, said }, { onSuccess: () => setTyped(fresh()) })
        }}
      >
        <NumberInput
          label="Credits"
          description="Below zero takes some off."
          allowDecimal={false}
          value={credits}
          error={mistakeAt(change.error, 'credits')}
          onChange={(value) => setTyped({ ...typed, credits: Number(value) || 0 })}
        />
        <TextInput
          label="Reason"
          description="It stands in their ledger, in these words."
          maxLength={300}
          value={reason}
          error={mistakeAt(change.error, 'reason')}
          onChange={(event) => setTyped({ ...typed, reason: event.currentTarget.value })}
        />
        <Trouble error={change.error} />
        <Said>{change.isSuccess ? change.variables.said : null}</Said>
        <Button
          type="submit"
          variant="default"
          loading={change.isPending}
          disabled={credits === 0 || reason.trim().length < 3}
        >
          {credits === 0 ? 'Book it' : `${credits > 0 ? 'Add' : 'Take off'} ${amount}`}
        </Button>
      </form>
    </section>
  )
}
