/** Listed people need no account. Their requests are worked on by support and the privacy officer, and by nobody else. */
export const access = {
  person: { access: 'public' },
  desk: { access: ['operator', 'support', 'privacy-officer'] },
} as const
