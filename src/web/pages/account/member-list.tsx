import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { Member, Organisation, Role } from '../../api/account.ts'
import { put, remove } from '../../api/request.ts'
import { formatDate } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Trouble } from '../../components/trouble.tsx'
import classes from './account-page.module.css'
import { roles } from './roles.ts'
import type { Done } from './members-card.tsx'
import { useOrganisationChange } from './use-organisation-change.ts'

type Props = { organisation: Organisation; self: string | null; onDone: (done: Done) => void }
type LineProps = {
  member: Member
  isSelf: boolean
  isOwner: boolean
  isBusy: boolean
  onRole: (role: Role) => void
  onRemove: () => void
}

const pathOf = (member: Member) => `/v1/organisation/members/${encodeURIComponent(member.user)}`
const labelOfRole = (role: Role) => roles.find(({ value }) => value === role)?.label ?? role

function Line({ member, isSelf, isOwner, isBusy, onRole, onRemove }: LineProps) {
  return (
    <tr>
      <th scope="row">
        {member.name}
        {isSelf ? <span className="quiet"> (you)</span> : null}
        <div className="quiet">{member.email}</div>
      </th>
      <td data-label="Since">{formatDate(member.since)}</td>
      <td>
        {isOwner ? (
          <Select
            className={classes['role']}
            size="xs"
            aria-label={`Role of ${member.name}`}
            data={roles}
            value={member.role}
            allowDeselect={false}
            disabled={isBusy}
            onChange={(value) => (value === 'owner' || value === 'member') && value !== member.role && onRole(value)}
          />
        ) : (
          labelOfRole(member.role)
        )}
      </td>
      {isOwner ? (
        <td className={page['number']}>
          <Button size="xs" variant="default" aria-label={`Remove ${member.name}`} disabled={isBusy} onClick={onRemove}>
            Remove
          </Button>
        </td>
      ) : null}
    </tr>
  )
}

/** Taking somebody out cannot be undone by a click, as they must agree to come back: so it is said before. */
function Removing({
  member,
  left,
  isBusy,
  onRemove,
  onKeep,
}: {
  member: Member
  left: number
  isBusy: boolean
  onRemove: () => void
  onKeep: () => void
}) {
  return (
    <div className={classes['removing']} role="group" aria-label={`Remove ${member.name}`}>
      <p>
        {member.name} loses access to the organisation at once; {left === 1 ? '1 member stays' : `${left} members stay`}
        . What they did and paid for stays with the organisation, and their own account stays theirs. To come back they
        need a new invitation.
      </p>
      <div className={page['row']}>
        <Button size="xs" color="danger" loading={isBusy} onClick={onRemove}>
          Remove {member.name}
        </Button>
        <Button size="xs" variant="default" onClick={onKeep}>
          Keep
        </Button>
      </div>
    </div>
  )
}

/** Who is in the organisation; owners change roles (with undo) and remove. */
export function MemberList({ organisation: { members, role }, self, onDone }: Props) {
  const change = useOrganisationChange()
  const [removing, setRemoving] = useState<Member | null>(null)
  const isOwner = role === 'owner'
  const setRole = (member: Member, next: Role) =>
    change.mutate({
      run: () => put(pathOf(member), { role: next }),
      after: () =>
        onDone({
          text: `${member.name} is now ${labelOfRole(next).toLowerCase()}.`,
          undo: () => setRole({ ...member, role: next }, member.role),
        }),
    })
  const takeOut = (member: Member) =>
    change.mutate({
      run: () => remove(pathOf(member)),
      after: () => {
        setRemoving(null)
        onDone({ text: `${member.name} is no longer in the organisation.` })
      },
    })
  return (
    <>
      <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Since</th>
            <th scope="col">Role</th>
            {isOwner ? (
              <th scope="col">
                <span className="visually-hidden">To do</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <Line
              key={member.user}
              member={member}
              isSelf={member.user === self}
              isOwner={isOwner}
              isBusy={change.isPending}
              onRole={(next) => setRole(member, next)}
              onRemove={() => setRemoving(member)}
            />
          ))}
        </tbody>
      </table>
      {removing === null ? null : (
        <Removing
          member={removing}
          left={members.length - 1}
          isBusy={change.isPending}
          onRemove={() => takeOut(removing)}
          onKeep={() => setRemoving(null)}
        />
      )}
      {change.error === null ? null : (
        <div className={page['inside']}>
          <Trouble error={change.error} />
        </div>
      )}
    </>
  )
}
