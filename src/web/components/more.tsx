import { Button } from '@mantine/core'
import page from './page.module.css'

type Props = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }

/** The way to the rest of a long list. */
export function More({ list }: { list: Props }) {
  if (!list.hasNextPage) return null
  return (
    <div className={page['more']}>
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        Show more
      </Button>
    </div>
  )
}
