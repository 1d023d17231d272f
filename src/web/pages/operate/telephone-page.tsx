import { Button, Select, Textarea, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { RequestDetail, RequestKind } from '../../api/requests.ts'
import { post } from '../../api/request.ts'
import codes from '../../codes/codes.json' with { type: 'json' }
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { mistakeAt, Trouble } from '../../components/trouble.tsx'
import { useTitle } from '../../components/use-title.ts'

const empty = { email: '', name: '', company: '' }
const kinds = Object.entries(codes.request)
  .filter(([value]) => value !== 'stop')
  .map(([value, label]) => ({ value, label }))

/** Only what was filled in. */
function given(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== ''))
}

function StopForm() {
  const [typed, setTyped] = useState(empty)
  const stop = useMutation({
    mutationFn: () => post<{ number: string; status: string }>('/v1/suppressions', given(typed)),
    onSuccess: () => setTyped(empty),
  })
  const field = (name: keyof typeof empty) => ({
    value: typed[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => setTyped({ ...typed, [name]: event.currentTarget.value }),
  })
  const wrong = mistakeAt(stop.error, 'email')
  return (
    <section className={page['card']} aria-label="They want not to be listed">
      <h2>They want not to be listed</h2>
      <form
        className={`${page['inside']} ${page['fields']}`}
        onSubmit={(event) => {
          event.preventDefault()
          stop.mutate()
        }}
      >
        <TextInput
          label="Work e-mail address"
          description="Spell it back to them."
          autoComplete="off"
          error={wrong}
          {...field('email')}
        />
        <TextInput
          label="Name, if they give it"
          description="With a company it is found under other addresses, too."
          autoComplete="off"
          {...field('name')}
        />
        <TextInput label="Company, if they give it" autoComplete="off" {...field('company')} />
        <Trouble error={wrong === undefined ? stop.error : null} />
        <Button type="submit" loading={stop.isPending} disabled={typed.email.trim() === ''}>
          Stop it now
        </Button>
        <Said>
          {stop.data === undefined ? null : (
            <>
              It holds from this moment. Give them the number <strong>{stop.data.number}</strong>.{' '}
              <a className={page['link']} href={stop.data.status}>
                The page that shows where it stands
              </a>
            </>
          )}
        </Said>
      </form>
    </section>
  )
}

function CallForm() {
  const [typed, setTyped] = useState({ ...empty, text: '' })
  const [kind, setKind] = useState<RequestKind>('access')
  const client = useQueryClient()
  const navigate = useNavigate()
  const open = useMutation({
    mutationFn: () => post<RequestDetail>('/v1/requests', { kind, ...given(typed) }),
    onSuccess: async ({ number }) => {
      await client.invalidateQueries({ queryKey: ['/v1/requests'] })
      await navigate({ to: '/operate/requests/$number', params: { number } })
    },
  })
  const set = (name: keyof typeof typed, text: string) => setTyped({ ...typed, [name]: text })
  return (
    <section className={page['card']} aria-label="They want something else">
      <h2>They want something else</h2>
      <form
        className={`${page['inside']} ${page['fields']}`}
        onSubmit={(event) => {
          event.preventDefault()
          open.mutate()
        }}
      >
        <Select
          label="What do they ask for?"
          data={kinds}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind((value ?? 'other') as RequestKind)}
        />
        <TextInput
          label="E-mail address for the answer"
          description="Without one, they are called back."
          autoComplete="off"
          value={typed.email}
          error={mistakeAt(open.error, 'email')}
          onChange={(event) => set('email', event.currentTarget.value)}
        />
        <TextInput
          label="Name"
          autoComplete="off"
          value={typed.name}
          onChange={(event) => set('name', event.currentTarget.value)}
        />
        <TextInput
          label="Company"
          autoComplete="off"
          value={typed.company}
          onChange={(event) => set('company', event.currentTarget.value)}
        />
        <Textarea
          label="What they said"
          autosize
          minRows={3}
          maxLength={5000}
          value={typed.text}
          onChange={(event) => set('text', event.currentTarget.value)}
        />
        {mistakeAt(open.error, 'email') === undefined ? <Trouble error={open.error} /> : null}
        <Button type="submit" variant="default" loading={open.isPending}>
          Write it down
        </Button>
      </form>
    </section>
  )
}

/** For support with somebody on the line: a stop in one step, or another request written down. */
export function TelephonePage() {
  useTitle('On the telephone')
  return (
    <div className={page['page']}>
      <p className={page['back']}>
        <Link to="/operate/requests">All requests</Link>
      </p>
      <div className={page['head']}>
        <Title order={1}>Somebody is on the telephone</Title>
      </div>
      <p className={page['lead']}>
        They need no account and prove nothing. A stop is done before they hang up, and what you tell them is the same
        whether they are listed or not.
      </p>
      <div className={page['pair']}>
        <StopForm />
        <CallForm />
      </div>
    </div>
  )
}
