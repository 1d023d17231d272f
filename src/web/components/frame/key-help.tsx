import { Kbd, Modal } from '@mantine/core'
import classes from './frame.module.css'

const keys: [string, string][] = [
  ['Ctrl K', 'Search everything and run commands'],
  ['/', 'Find by name'],
  ['f', 'Go to the filters'],
  ['j', 'Next row'],
  ['k', 'Row before'],
  ['Enter', 'Open the row'],
  ['x', 'Select the row; with Shift, all up to it'],
  ['Esc', 'Close the drawer, clear the selection'],
  ['g s', 'Go to search'],
  ['g e', 'Go to editions'],
  ['g a', 'Go to add data'],
  ['g d', 'Go to the API docs'],
  ['?', 'Show these keys'],
]

/** All keys on one card. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="sm">
      <dl className={classes['keys']}>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((part) => (
                <Kbd key={part} size="xs">
                  {part}
                </Kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
