/** A scan is for everybody: no account. Its result is for whoever has the link. */
export const access = { scan: { access: 'public' } } as const
