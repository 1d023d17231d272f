/** Search and look-up are for whoever has an account. */
export const access = { search: { access: 'signed-in' } } as const
