import type { Access } from '../../platform/http/index.ts'

/** Who may do what with accounts. */
export const access = {
  /** Signing in and up, links of mails: whoever comes. */
  public: { access: 'public' },
  /** One's own account and sessions. */
  own: { access: 'signed-in' },
  /** To see who is in one's organisation: whoever is in it. */
  look: { access: 'member' },
  /** To invite and remove others: owners. */
  lead: { access: 'owner' },
  /** To find users: support helps them, the privacy officer answers them. */
  find: { access: ['operator', 'support', 'privacy-officer'] },
  /** To end somebody's sessions, when they have lost a machine. */
  help: { access: ['operator', 'support'] },
  /** To give and take roles of the instance. */
  operate: { access: 'operator' },
} as const satisfies Record<string, { access: Access }>
