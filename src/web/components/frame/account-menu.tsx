import { ActionIcon, Menu } from '@mantine/core'
import { IconAdjustments, IconCheck, IconHome, IconLogout, IconUser, IconUserStar } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { account, type Account, type Membership } from '../../api/account.ts'
import { post } from '../../api/request.ts'
import classes from './frame.module.css'

function OrganisationItem({ each, current }: { each: Membership; current: boolean }) {
  const client = useQueryClient()
  const choose = useMutation({
    mutationFn: () => post<Account>('/v1/account/organisation', { organisation: each.id }),
    onSuccess: () => client.invalidateQueries(),
  })
  return (
    <Menu.Item
      onClick={() => choose.mutate()}
      rightSection={current ? <IconCheck size={14} aria-label="the one you work in" /> : null}
    >
      {each.name}
    </Menu.Item>
  )
}

function UserItems({ who, onLeave }: { who: Account; onLeave: () => void }) {
  return (
    <>
      <Menu.Label>
        <strong className={classes['whoName']}>{who.name}</strong>
        <span className={classes['whoName']}>{who.email}</span>
        {who.organisations.length > 1 ? null : <span className={classes['whoName']}>{who.organisation?.name}</span>}
      </Menu.Label>
      {who.organisations.length > 1 ? (
        <>
          <Menu.Divider />
          <Menu.Label>Work in</Menu.Label>
          {who.organisations.map((each) => (
            <OrganisationItem key={each.id} each={each} current={each.id === who.organisation?.id} />
          ))}
        </>
      ) : null}
      <Menu.Divider />
      <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} stroke={1.6} />}>
        Account
      </Menu.Item>
      <Menu.Item component="a" href="/preferences" leftSection={<IconAdjustments size={16} stroke={1.6} />}>
        What we may send you
      </Menu.Item>
      <Menu.Item component="a" href="/" leftSection={<IconHome size={16} stroke={1.6} />}>
        Home page
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={onLeave}>
        Sign out
      </Menu.Item>
    </>
  )
}

/** Who is signed in, the organisation they work in, and the way out. */
export function AccountMenu() {
  const { data: who } = useQuery(account())
  const leave = useRef<HTMLFormElement>(null)
  if (who === undefined) return null
  return (
    <>
      <Menu position="bottom-end" width={248}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Your account">
            <IconUser size={18} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {who.kind === 'user' ? (
            <UserItems who={who} onLeave={() => leave.current?.requestSubmit()} />
          ) : (
            <>
              <Menu.Label>Nobody has an account here yet: whoever sits at this machine may do everything.</Menu.Label>
              <Menu.Item component="a" href="/first-operator" leftSection={<IconUserStar size={16} stroke={1.6} />}>
                Become the operator
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {/* A plain form: the server ends the session, empties what the browser kept, and shows the page for signing in. */}
      <form ref={leave} method="post" action="/sign-out" hidden />
    </>
  )
}
