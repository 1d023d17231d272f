import type { Access } from '../../platform/http/index.ts'

/** Who may do what with invoices. */
export const access = {
  /** Money is the owners' business. */
  own: { access: 'owner' },
  /** Invoices of one's organisation; operators see everybody's. */
  read: { access: ['owner', 'operator'] },
  /** To say who sends invoices, and that one was paid. */
  operate: { access: 'operator' },
} as const satisfies Record<string, { access: Access }>
