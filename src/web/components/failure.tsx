import { Button, Text, Title } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { RequestError } from '../api/request.ts'
import classes from './failure.module.css'

type Props = {
  error: unknown
  retry?: () => void
  children?: ReactNode
  /** The failure is all there is on the page, so its title is the page's. */
  isPage?: boolean
}

/** What happened and what to do, in the place where the content would be. */
export function Failure({ error, retry, children, isPage = false }: Props) {
  const problem = error instanceof RequestError ? error.problem : null
  return (
    <div className={classes['failure']} role="alert">
      <IconPlugConnectedX size={28} stroke={1.5} aria-hidden />
      <Title order={isPage ? 1 : 2}>{problem?.title ?? 'Something went wrong here'}</Title>
      <Text c="dimmed" maw={520}>
        {problem?.detail ?? 'This part of the page could not be shown. Your data is not affected.'}
      </Text>
      {children}
      {problem?.status === 401 ? (
        <Button
          component="a"
          href={`/sign-in?next=${encodeURIComponent(`${window.location.pathname}${window.location.search}`)}`}
        >
          Sign in
        </Button>
      ) : null}
      {retry === undefined || problem?.status === 401 || problem?.status === 403 ? null : (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}
