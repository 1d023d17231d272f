import type { Access } from '../../platform/http/index.ts'

/** Who may do what with contributions: whoever works in an organisation gives for it, and takes back what it gave. */
export const access = {
  contribute: { access: 'member' },
} as const satisfies Record<string, { access: Access }>
