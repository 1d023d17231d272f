import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Role } from '../../api/account.ts'
import { post, remove } from '../../api/request.ts'
import { mistakeAt, Trouble } from '../../components/trouble.tsx'
import page from '../../components/page.module.css'
import classes from './account-page.module.css'
import type { Done } from './members-card.tsx'
import { roles } from './roles.ts'
import { useOrganisationChange } from './use-organisation-change.ts'

/** Invites somebody by mail; the undo takes the invitation back. */
export function InviteForm({ onDone }: { onDone: (done: Done) => void }) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('member')
  const change = useOrganisationChange()
  const takeBack = (id: string) =>
    change.mutate({
      run: () => remove(`/v1/organisation/invitations/${encodeURIComponent(id)}`),
      after: () => onDone({ text: `The invitation of ${email} is taken back: its link leads nowhere.` }),
    })
  const invite = async () => {
    const { id } = await post<{ id: string }>('/v1/organisation/invitations', { email, role })
    setEmail('')
    onDone({ text: `${email} is invited. The link works for a week.`, undo: () => takeBack(id) })
  }
  const wrong = mistakeAt(change.error, 'email')
  return (
    <form
      className={page['inside']}
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ run: invite, after: () => undefined })
      }}
    >
      <div className={classes['invite']}>
        <TextInput
          label="Invite by e-mail"
          type="email"
          autoComplete="off"
          value={email}
          error={wrong}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Select
          label="As"
          data={roles}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole(value === 'owner' ? 'owner' : 'member')}
        />
        <Button type="submit" loading={change.isPending} disabled={email.trim() === ''}>
          Invite
        </Button>
      </div>
      {change.error === null || wrong !== undefined ? null : <Trouble error={change.error} />}
    </form>
  )
}
