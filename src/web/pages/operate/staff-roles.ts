import type { StaffRole } from '../../api/account.ts'

/** What each role of the instance is called and may do. */
export const staffRoles: Record<StaffRole, { label: string; about: string }> = {
  operator: { label: 'Operator', about: 'Runs the instance: data, editions, policies, accounts, roles.' },
  support: { label: 'Support', about: 'Helps users: finds accounts, sends mails again, takes requests by telephone.' },
  'privacy-officer': {
    label: 'Privacy officer',
    about: 'Answers those who are listed: requests, suppressions, policies, the audit trail.',
  },
}
