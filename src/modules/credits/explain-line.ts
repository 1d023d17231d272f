import type { Line } from './list-lines.ts'
import { findPlan } from './plans.ts'
import type { TransactionKind } from './tables.ts'

const numbers = new Intl.NumberFormat('en')
const months = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })

type Figures = { amount: string; credits: number; detail: Record<string, unknown> }

const sentences: Record<TransactionKind, (figures: Figures) => string> = {
  grant: ({ amount, detail }) =>
    `${amount} for ${monthOf(detail)}, plan ${findPlan(textOf(detail.plan))?.title ?? textOf(detail.plan)}.`,
  expiry: ({ amount, detail }) =>
    `${amount} ${detail.month ? `of ${monthOf(detail)} ` : ''}ended, as they were not used in time.`,
  unlock: ({ amount, detail }) => `${count(detail.contacts, 'contact')} unlocked for ${amount}.`,
  refund: ({ amount, detail }) => `${amount} given back: ${count(detail.contacts, 'contact')} could not be delivered.`,
  contribution: ({ amount, detail }) =>
    `${amount} for a contribution: ${count(detail.added, 'new row')}, ${count(detail.confirmed, 'row')} confirmed by others.`,
  adjustment: ({ amount, credits, detail }) =>
    `${amount} ${credits > 0 ? 'added' : 'taken off'} by the operator: ${textOf(detail.reason)}`,
}

/** What a line of the ledger was, in words: how many credits came or went, and for what. */
export function explainLine({ kind, credits, detail }: Pick<Line, 'kind' | 'credits' | 'detail'>): string {
  return sentences[kind]({ amount: count(Math.abs(credits), 'credit'), credits, detail })
}

function count(value: unknown, noun: string): string {
  const number = Number(value)
  return `${numbers.format(number)} ${noun}${number === 1 ? '' : 's'}`
}

function monthOf({ month }: Record<string, unknown>): string {
  return months.format(new Date(`${textOf(month)}-01T00:00:00Z`))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
