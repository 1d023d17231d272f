import { Checkbox, Title } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { account, type Account } from '../../api/account.ts'
import { users as usersQuery, type User } from '../../api/operate.ts'
import { FindField } from '../../components/find-field.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { useTitle } from '../../components/use-title.ts'
import { Empty } from './empty.tsx'
import { useListSearch } from './use-list-search.ts'
import { UserLine } from './user-line.tsx'

/** What was done last, and how it is taken back. */
export type Done = { text: string; undo?: () => void }

const nobody: Account['staff'] = []

function UserTable({ users, onDone }: { users: User[]; onDone: (done: Done) => void }) {
  const { data: who } = useQuery(account())
  const staff = who?.staff ?? nobody
  return (
    <section className={`${page['card']} ${page['scroll']}`} aria-label="Users">
      <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
        <thead>
          <tr>
            {['User', 'Organisations', 'For this instance', 'Signed in'].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserLine
              key={user.id}
              user={user}
              isSelf={user.id === who?.id}
              canAppoint={staff.includes('operator')}
              canEnd={staff.includes('operator') || staff.includes('support')}
              onDone={onDone}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Who has an account: to find somebody, to give roles of the instance, to end sessions. */
export function UsersPage() {
  const [search, setSearch] = useListSearch()
  const list = useInfiniteQuery(usersQuery({ q: search.q, staff: search.staff }))
  const [done, setDone] = useState<Done | null>(null)
  useTitle('Users')
  const isNarrowed = search.q !== undefined || search.staff !== undefined
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Users</Title>
      </div>
      <div className={page['filters']}>
        <FindField
          label="Part of a name, address or organisation"
          value={search.q ?? ''}
          onFind={(q) => setSearch({ q })}
        />
        <Checkbox
          my={8}
          label="Only those with a role of the instance"
          checked={search.staff === 'true'}
          onChange={(event) => setSearch({ staff: event.currentTarget.checked ? 'true' : '' })}
        />
      </div>
      <Said undo={done?.undo}>{done?.text}</Said>
      <Shown query={list}>
        {({ pages }) => {
          const users = pages.flatMap(({ items }) => items)
          return users.length === 0 ? (
            <Empty
              text="Whoever opens an account is listed here."
              onClear={isNarrowed ? () => setSearch({ q: '', staff: '' }) : undefined}
            />
          ) : (
            <UserTable users={users} onDone={setDone} />
          )
        }}
      </Shown>
      <More list={list} />
    </div>
  )
}
