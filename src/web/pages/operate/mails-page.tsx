import { Button, Title } from '@mantine/core'
import { IconFolder } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { mails as mailsQuery, type Mail, type MailsPage as Answer, type MailState as State } from '../../api/operate.ts'
import { formatCount, formatMoment } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import { Choices } from './choices.tsx'
import { FindField } from '../../components/find-field.tsx'
import { More } from '../../components/more.tsx'
import page from '../../components/page.module.css'
import { Said } from '../../components/said.tsx'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'
import { useTitle } from '../../components/use-title.ts'
import { Empty } from './empty.tsx'
import { MailState } from './mail-state.tsx'
import { useListSearch } from './use-list-search.ts'
import { useResend } from './use-resend.ts'

const states: State[] = ['queued', 'sending', 'sent', 'failed', 'withheld']

function Line({ mail, resend }: { mail: Mail; resend: ReturnType<typeof useResend> }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/operate/mails/$mail" params={{ mail: mail.id }}>
          {mail.subject ?? labelOf('letter', mail.template)}
        </Link>
        <div className="quiet">{mail.recipient}</div>
      </th>
      <td>
        <div className={page['row']}>
          <MailState state={mail.state} />
          {mail.state === 'failed' ? (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Send again: the mail to ${mail.recipient}`}
              disabled={resend.isPending}
              onClick={() => resend.mutate(mail)}
            >
              Send again
            </Button>
          ) : null}
        </div>
        {mail.state === 'failed' && mail.answer !== null ? <div className="quiet">{mail.answer}</div> : null}
      </td>
      <td>{labelOf('mail', mail.kind)}</td>
      <td data-label="Queued">{formatMoment(mail.queued)}</td>
      <td data-label={mail.due === null ? 'Settled' : 'Next try'}>
        {mail.due === null ? formatMoment(mail.settled) : `tried ${formatMoment(mail.due)}`}
      </td>
    </tr>
  )
}

function FolderNotice({ answer }: { answer: Answer | undefined }) {
  if (answer?.transport !== 'folder') return null
  return (
    <div className={page['status']}>
      <IconFolder size={18} stroke={1.8} aria-hidden />
      <span>
        No mail server is set up: each mail becomes an <code>.eml</code> file in the folder <code>mail</code> of the
        data directory, and can be read here. Nobody receives anything.
      </span>
    </div>
  )
}

/** Every mail that the instance sends: to whom, what, how it went. */
export function MailsPage() {
  const [search, setSearch] = useListSearch()
  const list = useInfiniteQuery(mailsQuery({ q: search.q, state: search.state }))
  const resend = useResend()
  useTitle('Mail')
  const counts = list.data?.pages[0]?.counts ?? {}
  const total = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>Mail</Title>
      </div>
      <FolderNotice answer={list.data?.pages[0]} />
      <Choices
        label="State"
        value={search.state ?? ''}
        choices={[
          { value: '', label: 'All', note: formatCount(total) },
          ...states.map((state) => ({
            value: state,
            label: labelOf('mail', state),
            note: formatCount(counts[state] ?? 0),
          })),
        ]}
        onChoose={(state) => setSearch({ state })}
      />
      <div className={page['filters']}>
        <FindField label="Part of the recipient’s address" value={search.q ?? ''} onFind={(q) => setSearch({ q })} />
      </div>
      <Said>{resend.isSuccess ? `The mail to ${resend.variables.recipient} is in the queue again.` : null}</Said>
      <Trouble error={resend.error} />
      <Shown query={list}>
        {({ pages }) => {
          const items = pages.flatMap((each) => each.items)
          const isNarrowed = search.q !== undefined || search.state !== undefined
          return items.length === 0 ? (
            <Empty
              text="Mails are listed from the moment they are written, before they are sent."
              onClear={isNarrowed ? () => setSearch({ q: '', state: '' }) : undefined}
            />
          ) : (
            <section className={`${page['card']} ${page['scroll']}`} aria-label="Mails">
              <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
                <thead>
                  <tr>
                    {['Mail', 'State', 'Kind', 'Queued', 'Settled'].map((label) => (
                      <th key={label} scope="col">
                        {label}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {items.map((mail) => (
                    <Line key={mail.id} mail={mail} resend={resend} />
                  ))}
                </tbody>
              </table>
            </section>
          )
        }}
      </Shown>
      <More list={list} />
    </div>
  )
}
