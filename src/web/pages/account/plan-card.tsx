import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { plans as plansQuery, standing as standingQuery, type Plan, type Standing } from '../../api/credits.ts'
import { post } from '../../api/request.ts'
import { formatCount, formatDate, formatMoney } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'
import classes from './account-page.module.css'

function nowOf({ running, asked }: Standing): string {
  const runs =
    running === null
      ? 'No subscription runs.'
      : `${running.title} runs since ${formatDate(running.start)}${running.end === null ? '' : `, until ${formatDate(running.end)}`}.`
  return asked === null ? runs : `${runs} ${asked.title} is asked for; it begins when the operator has started it.`
}

/** For how long unused credits stay after their own month. */
function carrying({ carriedMonths }: Plan): string {
  if (carriedMonths === null) return 'Unused ones stay for good.'
  if (carriedMonths === 0) return 'Unused ones end with their month.'
  return `Unused ones stay ${carriedMonths === 1 ? 'one month' : `${carriedMonths} months`} longer.`
}

type ItemProps = {
  plan: Plan
  state: 'running' | 'asked' | null
  ask: { run: () => void; isBusy: boolean } | null
}

function PlanItem({ plan, state, ask }: ItemProps) {
  return (
    <li>
      <h3>{plan.title}</h3>
      <p className={classes['price']}>
        {formatMoney(plan.priceCents, plan.currency)} <span className="quiet">a month, before tax</span>
      </p>
      <p>
        {formatCount(plan.creditsPerMonth)} credits a month. {carrying(plan)}{' '}
        {plan.seats === 1 ? 'For one person.' : `For up to ${plan.seats} people.`}
      </p>
      <p className="quiet">{plan.about}</p>
      {state === null ? null : (
        <span className={page['badge']} data-tone={state === 'running' ? 'good' : 'warn'}>
          {state === 'running' ? 'Runs now' : 'Asked for'}
        </span>
      )}
      {ask === null || state !== null ? null : (
        <Button variant="default" aria-label={`Ask for ${plan.title}`} disabled={ask.isBusy} onClick={ask.run}>
          Ask for {plan.title}
        </Button>
      )}
    </li>
  )
}

/** Which subscription runs, and what others there are. It is asked for here, started by the operator, paid by invoice. */
export function PlanCard({ standing, isOwner }: { standing: Standing; isOwner: boolean }) {
  const query = useQuery(plansQuery())
  const client = useQueryClient()
  const ask = useMutation({
    mutationFn: ({ name }: Plan) => post('/v1/subscription', { plan: name }),
    onSettled: () => client.invalidateQueries({ queryKey: standingQuery().queryKey }),
  })
  const stateOf = ({ name }: Plan) =>
    standing.running?.plan === name ? 'running' : standing.asked?.plan === name ? 'asked' : null
  return (
    <section className={page['card']} aria-label="Subscription">
      <h2>Subscription</h2>
      <div className={page['inside']}>
        <p>
          {nowOf(standing)}{' '}
          {isOwner ? 'You are invoiced; no card is needed.' : 'An owner of your organisation asks for another one.'}
        </p>
        <Said>
          {ask.isSuccess ? `${ask.variables.title} is asked for. Nothing is charged before it is started.` : null}
        </Said>
        <Trouble error={ask.error} />
        <Shown query={query}>
          {({ items }) => (
            <ul className={classes['plans']}>
              {items.map((plan) => (
                <PlanItem
                  key={plan.name}
                  plan={plan}
                  state={stateOf(plan)}
                  ask={isOwner ? { run: () => ask.mutate(plan), isBusy: ask.isPending } : null}
                />
              ))}
            </ul>
          )}
        </Shown>
      </div>
    </section>
  )
}
