import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { StaffRole } from '../../api/account.ts'
import type { User } from '../../api/operate.ts'
import { put, remove } from '../../api/request.ts'
import { formatDate } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Trouble } from '../../components/trouble.tsx'
import { staffRoles } from './staff-roles.ts'
import type { Done } from './users-page.tsx'

type Props = {
  user: User
  isSelf: boolean
  /** Whether whoever looks may give roles, and end sessions. */
  canAppoint: boolean
  canEnd: boolean
  onDone: (done: Done) => void
}

const nameRoles = (roles: StaffRole[]) =>
  roles.length === 0 ? 'no role' : roles.map((role) => staffRoles[role].label.toLowerCase()).join(', ')

function useUserChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown>; after: () => void }) => run(),
    onSuccess: (_answer, { after }) => after(),
    onSettled: () => client.invalidateQueries({ queryKey: ['/v1/operator/users'] }),
  })
}

type Change = ReturnType<typeof useUserChange>

function RoleEditor({ user, change, onDone }: { user: User; change: Change; onDone: (done: Done) => void }) {
  const set = (before: StaffRole[], roles: StaffRole[]) =>
    change.mutate({
      run: () => put(`/v1/operator/users/${encodeURIComponent(user.id)}/staff`, { roles }),
      after: () =>
        onDone({ text: `${user.name} has ${nameRoles(roles)} for this instance now.`, undo: () => set(roles, before) }),
    })
  return (
    <Popover width={320} position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" aria-label={`Roles of ${user.name}`}>
          Roles
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Roles of ${user.name}`}>
        <Stack gap="sm">
          {(Object.keys(staffRoles) as StaffRole[]).map((role) => (
            <Checkbox
              key={role}
              label={staffRoles[role].label}
              description={staffRoles[role].about}
              checked={user.staff.includes(role)}
              disabled={change.isPending}
              onChange={(event) => {
                const others = user.staff.filter((each) => each !== role)
                set(user.staff, event.currentTarget.checked ? [...others, role] : others)
              }}
            />
          ))}
          <Trouble error={change.error} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

/** One user: who, where, which roles, and how often signed in. */
export function UserLine({ user, isSelf, canAppoint, canEnd, onDone }: Props) {
  const change = useUserChange()
  const end = () =>
    change.mutate({
      run: () => remove(`/v1/operator/users/${encodeURIComponent(user.id)}/sessions`),
      after: () => onDone({ text: `${user.name} is signed out everywhere and may sign in again.` }),
    })
  return (
    <tr>
      <th scope="row">
        {user.name}
        {isSelf ? <span className="quiet"> (you)</span> : null}
        <div className="quiet">
          {user.email} · since {formatDate(user.since)}
        </div>
      </th>
      <td>
        {user.organisations.length === 0 ? <span className="quiet">none</span> : null}
        {user.organisations.map(({ id, name, role }) => (
          <div key={id}>
            {name} <span className="quiet">{role}</span>
          </div>
        ))}
      </td>
      <td>
        <div className={page['row']}>
          {user.staff.map((role) => (
            <span key={role} className={page['badge']}>
              {staffRoles[role].label}
            </span>
          ))}
          {canAppoint ? <RoleEditor user={user} change={change} onDone={onDone} /> : null}
        </div>
      </td>
      <td>
        <div className={page['row']}>
          <span>{user.sessions === 1 ? '1 session' : `${user.sessions} sessions`}</span>
          {canEnd && user.sessions > 0 && !isSelf ? (
            <Button
              size="xs"
              variant="default"
              aria-label={`Sign out ${user.name} everywhere`}
              disabled={change.isPending}
              onClick={end}
            >
              Sign out
            </Button>
          ) : null}
        </div>
      </td>
    </tr>
  )
}
