/** Who may do what with editions. How many records there are and when they came is for staff; a change is for operators. */
export const access = {
  open: { access: 'public' },
  read: { access: 'staff' },
  change: { access: 'operator' },
} as const
