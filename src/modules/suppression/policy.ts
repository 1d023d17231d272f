/** A stop asks nobody who they are. By telephone, support does it for the caller; what stands is for those who answer for it. */
export const access = {
  stop: { access: 'public' },
  telephone: { access: ['operator', 'support'] },
  look: { access: ['operator', 'support', 'privacy-officer'] },
} as const
