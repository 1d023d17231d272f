/** Contracts and deliveries bind the instance: for operators only. */
export const access = { operate: { access: 'operator' } } as const
