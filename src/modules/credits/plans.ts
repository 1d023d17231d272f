import { AppError } from '../../platform/errors/index.ts'
import rows from './plans.json' with { type: 'json' }

/** What can be subscribed to. A new plan, or a new price for new subscriptions, is a changed row of `plans.json`. */
export type Plan = {
  name: string
  title: string
  about: string
  /** Price of a month, before tax. */
  priceCents: number
  /** ISO 4217. */
  currency: string
  creditsPerMonth: number
  /** Months for which unused credits stay after the month they came in; null for ever. */
  carriedMonths: number | null
  /** Users who may work with it. */
  seats: number
}

export const plans: readonly Plan[] = rows

/** A plan by its name; undefined where there is none any more. */
export function findPlan(name: string): Plan | undefined {
  return plans.find((plan) => plan.name === name)
}

/** A plan by its name. Throws `bad_input`. */
export function getPlan(name: string): Plan {
  const plan = findPlan(name)
  if (plan) return plan
  const detail = `There is no plan called ${name}; there are ${plans.map((each) => each.name).join(', ')}.`
  throw new AppError('bad_input', detail, { errors: [{ pointer: '/body/plan', detail }] })
}
