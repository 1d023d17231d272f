import { ActionIcon, Popover } from '@mantine/core'
import {
  IconAdjustments,
  IconCheck,
  IconHome,
  IconLogout,
  IconUser,
  IconUserStar,
  type Icon,
} from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { account, type Account, type Membership } from '../../api/account.ts'
import { post } from '../../api/request.ts'
import classes from './frame.module.css'

function Inside({ icon: Sign, label }: { icon: Icon; label: string }) {
  return (
    <>
      <Sign size={16} stroke={1.6} aria-hidden />
      <span>{label}</span>
    </>
  )
}

function Organisations({ who, onClose }: { who: Account; onClose: () => void }) {
  const client = useQueryClient()
  const choose = useMutation({
    mutationFn: ({ id }: Membership) => post<Account>('/v1/account/organisation', { organisation: id }),
    onSuccess: async () => {
      onClose()
      await client.invalidateQueries()
    },
  })
  if (who.organisations.length < 2) return <p className={classes['whoLine']}>{who.organisation?.name}</p>
  return (
    <>
      <h2 className={classes['whoHead']}>Work in</h2>
      <ul>
        {who.organisations.map((each) => {
          const isCurrent = each.id === who.organisation?.id
          return (
            <li key={each.id}>
              <button
                type="button"
                className={classes['place']}
                aria-pressed={isCurrent}
                disabled={choose.isPending}
                onClick={() => choose.mutate(each)}
              >
                <IconCheck size={16} stroke={1.8} aria-hidden visibility={isCurrent ? 'visible' : 'hidden'} />
                <span>{each.name}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Ways({ who, onClose }: { who: Account; onClose: () => void }) {
  return (
    <>
      <p className={classes['whoLine']}>
        <strong>{who.name}</strong>
      </p>
      <p className={classes['whoLine']}>{who.email}</p>
      <Organisations who={who} onClose={onClose} />
      <ul>
        <li>
          <Link className={classes['place']} to="/account" onClick={onClose}>
            <Inside icon={IconUser} label="Account" />
          </Link>
        </li>
        <li>
          <a className={classes['place']} href="/preferences">
            <Inside icon={IconAdjustments} label="What we may send you" />
          </a>
        </li>
        <li>
          <a className={classes['place']} href="/">
            <Inside icon={IconHome} label="Home page" />
          </a>
        </li>
      </ul>
      {/* A plain form: the server ends the session, empties what the browser kept, and shows the page for signing in. */}
      <form method="post" action="/sign-out">
        <button type="submit" className={classes['place']}>
          <Inside icon={IconLogout} label="Sign out" />
        </button>
      </form>
    </>
  )
}

/** Who is signed in, the organisation they work in, and the way out. */
export function AccountMenu() {
  const { data: who } = useQuery(account())
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  if (who === undefined) return null
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={264} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Your account" onClick={() => setOpen(!isOpen)}>
          <IconUser size={18} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="Your account" className={classes['who']}>
        {who.kind === 'user' ? (
          <Ways who={who} onClose={close} />
        ) : (
          <>
            <p className={classes['whoLine']}>
              Nobody has an account here yet: whoever sits at this machine may do everything.
            </p>
            <a className={classes['place']} href="/first-operator">
              <Inside icon={IconUserStar} label="Become the operator" />
            </a>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
