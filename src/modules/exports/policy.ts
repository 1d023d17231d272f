/** Exports belong to the members of the organisation that asked for them. */
export const access = { own: { access: 'member' } } as const
