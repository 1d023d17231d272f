import { Anchor, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import classes from './failure.module.css'

/** An address that leads nowhere, with the way on. */
export function NotFound() {
  return (
    <div className={classes['failure']}>
      <Title order={2}>There is no page at this address</Title>
      <Text c="dimmed">
        Perhaps it was an edition that has gone.{' '}
        <Anchor component={Link} to="/search">
          Go to the search
        </Anchor>
        .
      </Text>
    </div>
  )
}
