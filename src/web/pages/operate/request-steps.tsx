import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { RequestDetail } from '../../api/requests.ts'
import page from '../../components/page.module.css'
import { Trouble } from '../../components/trouble.tsx'
import { Choices } from './choices.tsx'
import { useRequestStep } from './use-request-step.ts'

type Step = {
  /** The word on the choice, and on the button that does it. */
  label: string
  button: string
  /** What will happen. */
  about: string
  path: string
  body: (text: string) => object | undefined
  /** Whether something must, may or cannot be written. */
  writing: 'needed' | 'possible' | 'none'
  isFinal?: boolean
}

/** `text` as a part of a body, when there is any. */
const saying = (text: string) => (text.trim() === '' ? {} : { text: text.trim() })

const answer: Step = {
  label: 'Answer',
  button: 'Send the answer and close',
  about: 'The answer goes to their address by mail, and the case is closed.',
  path: 'answer',
  body: (text) => ({ text: text.trim(), close: true }),
  writing: 'needed',
}
const between: Step = {
  label: 'Write, and keep it open',
  button: 'Send it',
  about: 'It goes to their address by mail. The clock goes on.',
  path: 'answer',
  body: (text) => ({ text: text.trim(), close: false }),
  writing: 'needed',
}
const note: Step = {
  label: 'Note',
  button: 'Add the note',
  about: 'For colleagues only.',
  path: 'notes',
  body: (text) => ({ text: text.trim() }),
  writing: 'needed',
}
const pause: Step = {
  label: 'Ask them something',
  button: 'Ask, and stop the clock',
  about: 'The question goes to their address by mail, and the clock stands until they answer.',
  path: 'pause',
  body: (text) => ({ text: text.trim() }),
  writing: 'needed',
}
const resume: Step = {
  label: 'Go on',
  button: 'Let the clock run again',
  about: 'The days that it stood are added to the day due.',
  path: 'resume',
  body: () => undefined,
  writing: 'none',
}
const extend: Step = {
  label: 'More time',
  button: 'Take the extension',
  about: 'The law allows it once, with a reason that is told to them.',
  path: 'extend',
  body: (text) => ({ text: text.trim() }),
  writing: 'needed',
}
const accept: Step = {
  label: 'Correct it',
  button: 'Correct it as they say',
  about:
    'The wrong value is hidden at once, the right one stands in the next edition, and they are told. The case is closed.',
  path: 'correction',
  body: () => ({ accept: true }),
  writing: 'none',
}
const refuse: Step = {
  label: 'Refuse',
  button: 'Refuse, with this reason',
  about: 'They are told why, and where they can complain. The case is closed.',
  path: 'correction',
  body: (text) => ({ accept: false, ...saying(text) }),
  writing: 'needed',
}
const close: Step = {
  label: 'Close without a letter',
  button: 'Close it',
  about:
    'For what was settled by telephone, or taken back. What you write is sent to them; leave it empty to send nothing.',
  path: 'close',
  body: (text) => ({ outcome: 'done', ...saying(text) }),
  writing: 'possible',
}

/** What cannot be taken back is said in numbers before. */
function deletionOf({ contacts }: RequestDetail): Step {
  const count = contacts.length === 1 ? '1 contact' : `${contacts.length} contacts`
  return {
    label: 'Delete',
    button: `Delete ${count} for good`,
    about: `${count} and everything held about them: hidden at once on every road, left out of every later edition, and barred from coming back. This cannot be taken back. They are told, and the case is closed.`,
    path: 'deletion',
    body: () => ({}),
    writing: 'none',
    isFinal: true,
  }
}

function stepsOf(found: RequestDetail): Step[] {
  const { kind, state, wish, contacts, mayPause, mayExtend } = found
  return [
    ...(state === 'paused' ? [resume] : []),
    ...(kind === 'correction' && wish !== null ? [accept, refuse] : []),
    ...(kind === 'deletion' && contacts.length > 0 ? [deletionOf(found)] : []),
    answer,
    between,
    note,
    ...(state === 'open' && mayPause ? [pause] : []),
    ...(state === 'open' && mayExtend ? [extend] : []),
    close,
  ]
}

/** Every way to go on with a case; one is chosen, said what it does, and done. */
export function RequestSteps({ found }: { found: RequestDetail }) {
  const steps = stepsOf(found)
  const [chosen, setChosen] = useState(steps[0]?.label ?? '')
  const [text, setText] = useState('')
  const act = useRequestStep(found.number)
  const step = steps.find(({ label }) => label === chosen) ?? answer
  const body = step.body(text)
  return (
    <section className={page['card']} aria-label="Go on">
      <h2>Go on</h2>
      <form
        className={page['inside']}
        onSubmit={(event) => {
          event.preventDefault()
          act.mutate({ path: step.path, ...(body === undefined ? {} : { body }) }, { onSuccess: () => setText('') })
        }}
      >
        <Choices
          label="What to do"
          value={step.label}
          choices={steps.map(({ label }) => ({ value: label, label }))}
          onChoose={(label) => {
            act.reset()
            setChosen(label)
          }}
        />
        <p className="quiet">{step.about}</p>
        {step.writing === 'none' ? null : (
          <Textarea
            mb="md"
            label={step.path === 'notes' ? 'Note' : 'What you write'}
            autosize
            minRows={4}
            maxLength={5000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Trouble error={act.error} />
        <Button
          type="submit"
          {...(step.isFinal === true ? { color: 'danger' } : {})}
          loading={act.isPending}
          disabled={step.writing === 'needed' && text.trim() === ''}
        >
          {step.button}
        </Button>
      </form>
    </section>
  )
}
