import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { plans as plansQuery, type CustomerAccount, type Plan } from '../../api/credits.ts'
import { formatCount, formatDate, formatMoney } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { mistakeAt, Trouble } from '../../components/trouble.tsx'
import { useAccountChange } from './use-account-change.ts'

const spans = [
  { value: '12', label: 'Twelve months' },
  { value: '24', label: 'Two years' },
  { value: '', label: 'Until it is ended' },
]

function today(): string {
  return new Date().toISOString().slice(0, 10)
}

function Starting({ found, plans }: { found: CustomerAccount; plans: Plan[] }) {
  const change = useAccountChange(found.id)
  const [name, setName] = useState(found.asked?.plan ?? plans[0]?.name ?? '')
  const [start, setStart] = useState(today)
  const [months, setMonths] = useState('12')
  const plan = plans.find((each) => each.name === name)
  if (plan === undefined) return null
  return (
    <form
      className={page['fields']}
      onSubmit={(event) => {
        event.preventDefault()
        const body = { plan: name, start, months: months === '' ? null : Number(months) }
        change.mutate({ path: 'subscription', body, said: `${plan.title} runs from ${formatDate(start)}.` })
      }}
    >
      <Select
        label="Plan"
        data={plans.map((each) => ({ value: each.name, label: each.title }))}
        value={name}
        allowDeselect={false}
        onChange={(value) => setName(value ?? name)}
      />
      <TextInput
        type="date"
        label="First day"
        value={start}
        error={mistakeAt(change.error, 'start')}
        onChange={(event) => setStart(event.currentTarget.value)}
      />
      <Select
        label="For"
        data={spans}
        value={months}
        allowDeselect={false}
        onChange={(value) => setMonths(value ?? '')}
      />
      <p className="quiet">
        {formatCount(plan.creditsPerMonth)} credits are booked for the first month, and{' '}
        {formatMoney(plan.priceCents, plan.currency)} before tax are invoiced each month.
        {found.running === null ? '' : ` ${found.running.title} ends that day.`}
      </p>
      {mistakeAt(change.error, 'start') === undefined ? <Trouble error={change.error} /> : null}
      <Said>{change.isSuccess ? change.variables.said : null}</Said>
      <Button type="submit" loading={change.isPending}>
        Start {plan.title}
      </Button>
    </form>
  )
}

function Ending({ found }: { found: CustomerAccount }) {
  const change = useAccountChange(found.id)
  const [end, setEnd] = useState(today)
  if (found.running === null) return null
  const { title, start, end: agreed } = found.running
  return (
    <form
      className={`${page['inside']} ${page['fields']}`}
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ path: 'subscription/end', body: { end }, said: `${title} ends on ${formatDate(end)}.` })
      }}
    >
      <p>
        <strong>{title}</strong> runs since {formatDate(start)}
        {agreed === null ? ', until it is ended.' : `, until ${formatDate(agreed)}.`}
      </p>
      <TextInput
        type="date"
        label="Let it end on"
        value={end}
        error={mistakeAt(change.error, 'end')}
        onChange={(event) => setEnd(event.currentTarget.value)}
      />
      {mistakeAt(change.error, 'end') === undefined ? <Trouble error={change.error} /> : null}
      <Said>{change.isSuccess ? change.variables.said : null}</Said>
      <Button type="submit" variant="default" loading={change.isPending}>
        Let it end
      </Button>
    </form>
  )
}

/** Starts a subscription, paid by invoice, or lets one end. */
export function SubscriptionForm({ found }: { found: CustomerAccount }) {
  const query = useQuery(plansQuery())
  return (
    <section className={page['card']} aria-label="Subscription">
      <h2>Subscription</h2>
      {found.asked === null ? null : (
        <div className={page['inside']}>
          <strong>{found.asked.title}</strong> was asked for on {formatDate(found.asked.asked)}.
        </div>
      )}
      <Ending found={found} />
      <div className={page['inside']}>
        <Shown query={query}>{({ items }) => <Starting found={found} plans={items} />}</Shown>
      </div>
    </section>
  )
}
