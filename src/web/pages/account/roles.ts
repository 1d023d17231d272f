import type { Role } from '../../api/account.ts'

/** What somebody may be in an organisation, in words. */
export const roles: { value: Role; label: string }[] = [
  { value: 'member', label: 'Member' },
  { value: 'owner', label: 'Owner' },
]
