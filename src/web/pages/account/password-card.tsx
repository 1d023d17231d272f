import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sessions } from '../../api/account.ts'
import { post } from '../../api/request.ts'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { mistakeAt, Trouble } from '../../components/trouble.tsx'

const eye = { 'aria-label': 'Show what is typed', 'aria-hidden': false, tabIndex: 0 }

/** Changes one's password. All other sessions end with it. */
export function PasswordCard() {
  const client = useQueryClient()
  const [typed, setTyped] = useState({ current: '', password: '' })
  const change = useMutation({
    mutationFn: () => post<void>('/v1/account/password', typed),
    onSuccess: () => {
      setTyped({ current: '', password: '' })
      return client.invalidateQueries({ queryKey: sessions().queryKey })
    },
  })
  const wrong = { current: mistakeAt(change.error, 'current'), password: mistakeAt(change.error, 'password') }
  const isPlaced = wrong.current !== undefined || wrong.password !== undefined
  return (
    <section className={page['card']} aria-label="Password">
      <h2>Password</h2>
      <form
        className={`${page['inside']} ${page['fields']}`}
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <PasswordInput
          label="Your password now"
          autoComplete="current-password"
          visibilityToggleButtonProps={eye}
          value={typed.current}
          error={wrong.current}
          onChange={(event) => setTyped({ ...typed, current: event.currentTarget.value })}
        />
        <PasswordInput
          label="The new one"
          description="At least 15 characters; several words are easy to keep in mind and hard to guess."
          autoComplete="new-password"
          visibilityToggleButtonProps={eye}
          value={typed.password}
          error={wrong.password}
          onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
        />
        <Trouble error={isPlaced ? null : change.error} />
        <Button type="submit" loading={change.isPending} disabled={typed.current === '' || typed.password === ''}>
          Change the password
        </Button>
        <Said>{change.isSuccess ? 'The new password holds. Everywhere else you are signed out.' : null}</Said>
      </form>
    </section>
  )
}
