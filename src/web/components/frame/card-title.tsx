import { CloseButton } from '@mantine/core'
import classes from './frame.module.css'

/** The head of a dialog: its title, and the way out. A `header` of its own would be a second banner of the page. */
export function CardTitle({ title, onClose }: { title: string; onClose: () => void }) {
  return (
    <div className={classes['cardTitle']}>
      <h2>{title}</h2>
      <CloseButton aria-label="Close" onClick={onClose} />
    </div>
  )
}
