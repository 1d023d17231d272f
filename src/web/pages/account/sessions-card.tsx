import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sessions as sessionsQuery, type Session } from '../../api/account.ts'
import { remove } from '../../api/request.ts'
import { formatDate, formatMoment } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'
import { nameBrowser } from './name-browser.ts'

type Ending = { path: string; what: string }

function useEnding() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path }: Ending) => remove<{ ended: number }>(path),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery().queryKey }),
  })
}

function Line({ session, ending }: { session: Session; ending: ReturnType<typeof useEnding> }) {
  const browser = nameBrowser(session.browser)
  const path = `/v1/account/sessions/${encodeURIComponent(session.id)}`
  return (
    <tr>
      <th scope="row">{browser}</th>
      <td data-label="From">{session.address ?? 'unknown'}</td>
      <td data-label="Since">{formatMoment(session.opened)}</td>
      <td data-label="Ends by itself">{formatDate(session.ends)}</td>
      <td className={page['number']}>
        {session.current ? (
          <span className={page['badge']} data-tone="good">
            This one
          </span>
        ) : (
          <Button
            size="xs"
            variant="default"
            aria-label={`End the session of ${browser} since ${formatMoment(session.opened)}`}
            disabled={ending.isPending}
            onClick={() => ending.mutate({ path, what: `${browser} is signed out.` })}
          >
            End
          </Button>
        )}
      </td>
    </tr>
  )
}

function List({ items, ending }: { items: Session[]; ending: ReturnType<typeof useEnding> }) {
  return (
    <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
      <thead>
        <tr>
          {['Browser', 'From', 'Since', 'Ends by itself'].map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">To do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((session) => (
          <Line key={session.id} session={session} ending={ending} />
        ))}
      </tbody>
    </table>
  )
}

/** Where one is signed in, each to be ended alone or all others at once. */
export function SessionsCard() {
  const list = useQuery(sessionsQuery())
  const ending = useEnding()
  const others = (list.data?.items ?? []).filter(({ current }) => !current).length
  return (
    <>
      <Said>{ending.isSuccess ? ending.variables.what : null}</Said>
      <Trouble error={ending.error} />
      <section className={page['card']} aria-label="Where you are signed in">
        <div className={page['cardHead']}>
          <h2>Where you are signed in</h2>
          {others === 0 ? null : (
            <Button
              size="xs"
              variant="default"
              disabled={ending.isPending}
              onClick={() =>
                ending.mutate({ path: '/v1/account/sessions', what: 'Everywhere but here you are signed out.' })
              }
            >
              {others === 1 ? 'End the other one' : `End the ${others} others`}
            </Button>
          )}
        </div>
        <Shown query={list} height={96}>
          {({ items }) => <List items={items} ending={ending} />}
        </Shown>
      </section>
    </>
  )
}
