import type { Role } from './try-access.ts'

/** Whether a rule of the table lets a role in, by the words of the product: said here once more, apart from the server. */
export function mayCall(rule: string, role: Role): boolean {
  const staff: Role[] = ['support', 'privacy-officer', 'operator']
  const people: Record<string, Role[]> = {
    public: ['anonymous', 'other', 'member', 'owner', ...staff],
    'signed-in': ['other', 'member', 'owner', ...staff],
    // Whoever works for the instance came with an organisation of their own, as did the other one: they own that.
    member: ['other', 'member', 'owner', ...staff],
    owner: ['other', 'owner', ...staff],
    staff,
    support: ['support'],
    'privacy-officer': ['privacy-officer'],
    operator: ['operator'],
  }
  return rule.split(' or ').some((each) => people[each]?.includes(role))
}
