import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import classes from './failure.module.css'
import page from './page.module.css'
import { useTitle } from './use-title.ts'

/** An address that leads nowhere, with the way on. */
export function NotFound() {
  useTitle('Not found')
  return (
    <div className={classes['failure']}>
      <Title order={1}>There is no page at this address</Title>
      <Text c="dimmed">Perhaps it was an edition that has gone.</Text>
      <Link className={page['link']} to="/search">
        Go to the search
      </Link>
    </div>
  )
}
