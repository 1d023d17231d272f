import { Button } from '@mantine/core'
import type { Invitation } from '../../api/account.ts'
import { post, remove } from '../../api/request.ts'
import { formatDate, formatMoment } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Trouble } from '../../components/trouble.tsx'
import classes from './account-page.module.css'
import type { Done } from './members-card.tsx'
import { useOrganisationChange } from './use-organisation-change.ts'

/** Invitations that nobody followed yet: to send again with a new link, or to take back. */
export function InvitationList({ invitations, onDone }: { invitations: Invitation[]; onDone: (done: Done) => void }) {
  const change = useOrganisationChange()
  const again = ({ email, role }: Invitation) =>
    change.mutate({
      run: () => post('/v1/organisation/invitations', { email, role }),
      after: () => onDone({ text: `${email} gets a new link. The one before no longer works.` }),
    })
  const cancel = (invitation: Invitation) =>
    change.mutate({
      run: () => remove(`/v1/organisation/invitations/${encodeURIComponent(invitation.id)}`),
      after: () => onDone({ text: `${invitation.email} is no longer invited.`, undo: () => again(invitation) }),
    })
  return (
    <>
      <h3 className={classes['part']}>Invited, not here yet</h3>
      <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Sent</th>
            <th scope="col">Works until</th>
            <th scope="col">To do</th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <tr key={invitation.id}>
              <th scope="row">
                {invitation.email}
                <div className="quiet">as {invitation.role}</div>
              </th>
              <td data-label="Sent">{formatMoment(invitation.sent)}</td>
              <td data-label="Works until">until {formatDate(invitation.ends)}</td>
              <td>
                <div className={page['actions']}>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Send again: the invitation of ${invitation.email}`}
                    disabled={change.isPending}
                    onClick={() => again(invitation)}
                  >
                    Send again
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Take back the invitation of ${invitation.email}`}
                    disabled={change.isPending}
                    onClick={() => cancel(invitation)}
                  >
                    Take back
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {change.error === null ? null : (
        <div className={page['inside']}>
          <Trouble error={change.error} />
        </div>
      )}
    </>
  )
}
