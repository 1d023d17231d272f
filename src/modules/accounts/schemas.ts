import { z } from 'zod'

const role = z.enum(['owner', 'member'])
const staffRole = z.enum(['operator', 'support', 'privacy-officer'])
/** What somebody typed: judged by the use case, in words. */
const typed = z.string().max(10_000)

export const ById = z.object({ id: z.string().max(100) })

export const Account = z.object({
  kind: z.enum(['user', 'local']).describe('local: there is no operator yet, and this is the machine itself'),
  id: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  organisation: z.object({ id: z.string(), name: z.string(), role }).nullable().describe('The one they work in now'),
  organisations: z.array(z.object({ id: z.string(), name: z.string(), role })),
  staff: z.array(staffRole),
})

export const ChosenOrganisation = z.object({ organisation: z.string().max(100) })
export const NewPassword = z.object({ current: typed, password: typed })

export const Sessions = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      current: z.boolean(),
      opened: z.string(),
      ends: z.string(),
      address: z.string().nullable().describe('The network address it was opened from'),
      browser: z.string().nullable(),
    }),
  ),
})

export const Ended = z.object({ ended: z.int().describe('Sessions that ended') })

export const Organisation = z.object({
  id: z.string(),
  name: z.string(),
  role,
  members: z.array(z.object({ user: z.string(), name: z.string(), email: z.string(), role, since: z.string() })),
  invitations: z
    .array(z.object({ id: z.string(), email: z.string(), role, sent: z.string(), ends: z.string() }))
    .describe('Those that nobody followed yet'),
})

export const NewInvitation = z.object({ email: typed, role: role.default('member') })
export const Invited = z.object({ id: z.string(), email: z.string(), role })
export const NewRole = z.object({ role })

export const UsersQuery = z.object({
  q: z.string().trim().max(320).optional().describe('Part of name, address or organisation'),
  staff: z.stringbool().optional().describe('Only those with a role of the instance'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().describe('`next` of the page before'),
})

export const UserItem = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  since: z.string(),
  organisations: z.array(z.object({ id: z.string(), name: z.string(), role })),
  staff: z.array(staffRole),
  sessions: z.int().describe('Sessions that are open'),
})

export const UsersPage = z.object({ items: z.array(UserItem), next: z.string().nullable() })
export const NewStaff = z.object({ roles: z.array(staffRole).max(3) })
