/** What is one person and what is two decides what everybody is shown: for operators only. */
export const access = { review: { access: 'operator' } } as const
