/** A stop asks nobody who they are. By telephone, support does it for the caller; what stands is for those who answer for it. */
export const access = {
  stop: { access: 'public' },
  telephone: { access: ['support', 'operator'] },
  look: { access: ['support', 'privacy-officer', 'operator'] },
} as const
