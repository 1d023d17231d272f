import { textsOf } from '../../components/texts-of.ts'

const names = ['q', 'state', 'kind', 'staff', 'actor', 'action', 'subject', 'from', 'to'] as const

/** What the addresses of the operator's lists hold: what is looked for. */
export type ListSearch = Partial<Record<(typeof names)[number], string>>

/** Takes from any address what the lists understand. */
export const validateListSearch = (raw: Record<string, unknown>): ListSearch => textsOf(raw, names)
