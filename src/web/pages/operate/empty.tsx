import { Button } from '@mantine/core'
import page from '../../components/page.module.css'

/** An empty list: what would be in it, or the way out of a search that finds nothing. */
export function Empty({ text, onClear }: { text: string; onClear?: (() => void) | undefined }) {
  return (
    <section className={page['card']}>
      <div className={page['empty']}>
        <p>{onClear === undefined ? 'Nothing here yet' : 'Nothing fits'}</p>
        <p>{onClear === undefined ? text : 'Nothing is like what you look for.'}</p>
        {onClear === undefined ? null : (
          <Button mt="sm" variant="default" onClick={onClear}>
            Show everything
          </Button>
        )}
      </div>
    </section>
  )
}
