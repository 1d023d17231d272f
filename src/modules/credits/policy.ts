import type { Access } from '../../platform/http/index.ts'

/** Who may do what with credits. */
export const access = {
  /** What plans there are: whoever comes. */
  plans: { access: 'public' },
  /** Whoever works in an organisation sees its balance, what it owns, and spends its credits. */
  spend: { access: 'member' },
  /** To ask for a subscription binds the organisation: owners. */
  subscribe: { access: 'owner' },
  /** To start and end subscriptions and to correct balances: operators. */
  operate: { access: 'operator' },
  /** To answer what somebody asks about their balance: support too. */
  help: { access: ['operator', 'support'] },
} as const satisfies Record<string, { access: Access }>
