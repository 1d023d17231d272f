import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { NewPolicyVersion, PolicyText } from '../../api/operate.ts'
import { post, RequestError } from '../../api/request.ts'
import { formatDate } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { mistakeAt, Trouble } from '../../components/trouble.tsx'
import { Choices } from './choices.tsx'
import classes from './operate.module.css'
import { PolicyClash } from './policy-clash.tsx'
import { PolicyPreview } from './policy-preview.tsx'
import { soonestDay, usePolicyDraft } from './use-policy-draft.ts'

const views = [
  { value: 'text', label: 'Text' },
  { value: 'changes', label: 'What changes' },
  { value: 'look', label: 'How it looks' },
]

type Fields = {
  draft: NewPolicyVersion
  error: unknown
  noticeDays: number
  change: (part: Partial<NewPolicyVersion>) => void
}

function Terms({ draft, error, noticeDays, change }: Fields) {
  const soonest = soonestDay(draft.material, noticeDays)
  return (
    <>
      <Textarea
        label="What changes, in a few sentences"
        description="For those who read nothing else: it stands in the announcement, on the home page and above the policy."
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.summary}
        error={mistakeAt(error, 'summary')}
        onChange={(event) => change({ summary: event.currentTarget.value })}
      />
      <Checkbox
        label="It changes rights or duties"
        description={`It is announced to every user by mail ${noticeDays} days before, and asked for where users agree.`}
        checked={draft.material}
        onChange={(event) => {
          const material = event.currentTarget.checked
          const first = soonestDay(material, noticeDays)
          change({ material, ...(draft.effective < first ? { effective: first } : {}) })
        }}
      />
      <TextInput
        type="date"
        label="Holds from"
        description={`In UTC; ${formatDate(soonest)} at the earliest.`}
        min={soonest}
        value={draft.effective}
        error={mistakeAt(error, 'effective')}
        onChange={(event) => change({ effective: event.currentTarget.value })}
      />
    </>
  )
}

/** The text of the next version with what it changes, how it looks, and from when it holds. */
export function PolicyEditor({ start, noticeDays }: { start: PolicyText; noticeDays: number }) {
  const { draft, change, discard } = usePolicyDraft(start, noticeDays)
  const [view, setView] = useState('text')
  const client = useQueryClient()
  const navigate = useNavigate()
  const publish = useMutation({
    mutationFn: () =>
      post<{ version: number }>(`/v1/operator/policies/${encodeURIComponent(start.kind)}/versions`, draft),
    onSuccess: async () => {
      client.removeQueries({ queryKey: ['policy-draft', start.kind] })
      await client.invalidateQueries({ queryKey: ['/v1/operator/policies'] })
      await navigate({ to: '/operate/policies' })
    },
  })
  const clash = publish.error instanceof RequestError && publish.error.problem.status === 409 ? publish.error : null
  const isChanged = draft.text.trim() !== start.text.trim()
  return (
    <>
      {clash === null ? null : (
        <PolicyClash
          kind={start.kind}
          draft={draft}
          error={clash}
          onGoOn={(part) => {
            change(part)
            publish.reset()
            setView('changes')
          }}
        />
      )}
      <Choices label="View" value={view} choices={views} onChoose={setView} />
      <section className={page['card']} aria-label="The next version">
        {view === 'text' ? (
          <div className={`${page['inside']} ${classes['editor']}`}>
            <Textarea
              label="Text, in Markdown"
              description="Words in [brackets] count as still to be filled in."
              autosize
              minRows={16}
              maxRows={32}
              value={draft.text}
              error={mistakeAt(publish.error, 'text')}
              onChange={(event) => change({ text: event.currentTarget.value })}
            />
          </div>
        ) : (
          <PolicyPreview kind={start.kind} text={draft.text} view={view === 'look' ? 'look' : 'changes'} />
        )}
      </section>
      <section className={page['card']} aria-label="Publish">
        <h2>Publish</h2>
        <form
          className={`${page['inside']} ${page['fields']}`}
          onSubmit={(event) => {
            event.preventDefault()
            publish.mutate()
          }}
        >
          <Terms draft={draft} error={clash === null ? publish.error : null} noticeDays={noticeDays} change={change} />
          {clash === null ? <Trouble error={publish.error} /> : null}
          <div className={page['row']}>
            <Button type="submit" loading={publish.isPending} disabled={!isChanged || draft.summary.trim() === ''}>
              Publish version {draft.base + 1}
            </Button>
            <Button variant="default" disabled={!isChanged && draft.summary === ''} onClick={discard}>
              Start again
            </Button>
          </div>
          <span className="quiet">
            {isChanged
              ? 'A published version cannot be changed or taken back; another one can follow it.'
              : 'The text is that of the newest version: nothing changes yet.'}
          </span>
        </form>
      </section>
    </>
  )
}
