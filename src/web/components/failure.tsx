import { Button, Text, Title } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { RequestError } from '../api/request.ts'
import classes from './failure.module.css'

/** What happened and what to do, in the place where the content would be. */
export function Failure({ error, retry, children }: { error: unknown; retry?: () => void; children?: ReactNode }) {
  const problem = error instanceof RequestError ? error.problem : null
  return (
    <div className={classes['failure']} role="alert">
      <IconPlugConnectedX size={28} stroke={1.5} aria-hidden />
      <Title order={2}>{problem?.title ?? 'Something went wrong here'}</Title>
      <Text c="dimmed" maw={520}>
        {problem?.detail ?? 'This part of the page could not be shown. Your data is not affected.'}
      </Text>
      {children}
      {retry === undefined ? null : (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}
