import { Button, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { feedback as feedbackQuery, type FeedbackItem } from '../../api/operate.ts'
import { post } from '../../api/request.ts'
import { formatMoment } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'
import { useTitle } from '../../components/use-title.ts'
import { Choices } from './choices.tsx'
import { Empty } from './empty.tsx'
import classes from './operate.module.css'
import { useListSearch } from './use-list-search.ts'

const states = [
  { value: '', label: 'All' },
  { value: 'open', label: 'Open' },
  { value: 'done', label: 'Done' },
]

function Item({ item, isBusy, onDone }: { item: FeedbackItem; isBusy: boolean; onDone: () => void }) {
  return (
    <li className={page['card']}>
      <div className={page['cardHead']}>
        <h2>{labelOf('feedback', item.topic)}</h2>
        <span className="quiet">{formatMoment(item.sent)}</span>
        {item.done === null ? (
          <Button
            size="xs"
            variant="default"
            aria-label={`Done: ${labelOf('feedback', item.topic)}, ${formatMoment(item.sent)}`}
            disabled={isBusy}
            onClick={onDone}
          >
            Done
          </Button>
        ) : (
          <span className={page['badge']} data-tone="good">
            <IconCircleCheck size={13} stroke={2} aria-hidden /> Done {formatMoment(item.done)}
          </span>
        )}
      </div>
      <div className={page['inside']}>
        <p className={classes['message']}>{item.message}</p>
        <p className="quiet">
          {item.email === null ? (
            'Sent without an address: it cannot be answered.'
          ) : (
            <>
              Answer to{' '}
              <a className={page['link']} href={`mailto:${encodeURIComponent(item.email).replaceAll('%40', '@')}`}>
                {item.email}
              </a>
            </>
          )}
        </p>
      </div>
    </li>
  )
}

/** What people wrote to the operator by the feedback form. */
export function FeedbackPage() {
  const [search, setSearch] = useListSearch()
  const list = useInfiniteQuery(feedbackQuery({ state: search.state }))
  const client = useQueryClient()
  const close = useMutation({
    mutationFn: ({ id }: FeedbackItem) => post(`/v1/operator/feedback/${encodeURIComponent(id)}/done`),
    onSettled: () => client.invalidateQueries({ queryKey: ['/v1/operator/feedback'] }),
  })
  useTitle('Feedback')
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Feedback</Title>
      </div>
      <Choices label="State" value={search.state ?? ''} choices={states} onChoose={(state) => setSearch({ state })} />
      <Said>{close.isSuccess ? 'Marked as done. It stays under “Done”.' : null}</Said>
      <Trouble error={close.error} />
      <Shown query={list}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items)
          return items.length === 0 ? (
            <Empty
              text="What people write by the feedback form comes here."
              onClear={search.state === undefined ? undefined : () => setSearch({ state: '' })}
            />
          ) : (
            <ul className={classes['items']}>
              {items.map((item) => (
                <Item key={item.id} item={item} isBusy={close.isPending} onDone={() => close.mutate(item)} />
              ))}
            </ul>
          )
        }}
      </Shown>
      <More list={list} />
    </div>
  )
}
