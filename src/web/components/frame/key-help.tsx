import { Kbd, Modal } from '@mantine/core'
import { CardTitle } from './card-title.tsx'
import classes from './frame.module.css'
import { usePlaces } from './use-places.ts'

const keys: [string, string][] = [
  ['Ctrl K', 'Search everything and run commands'],
  ['/', 'Find by name'],
  ['f', 'Go to the filters'],
  ['j', 'Next row'],
  ['k', 'Row before'],
  ['Enter', 'Open the row'],
  ['x', 'Select the row; with Shift, all up to it'],
  ['s d', 'In the review: the same person, different people'],
  ['u', 'In the review: undo'],
  ['Esc', 'Close the drawer, clear the selection'],
  ['?', 'Show these keys'],
]

/** `API docs` stays, `Add data` → `add data`. */
function inSentence(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : label.toLowerCase()
}

/** All keys on one card. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const going = usePlaces().map((place): [string, string] => [place.keys, `Go to ${inSentence(place.label)}`])
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': 'Keys' } }}
      size="lg"
    >
      <CardTitle title="Keys" onClose={onClose} />
      <dl className={classes['keys']}>
        {[...keys, ...going].map(([key, meaning]) => (
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
