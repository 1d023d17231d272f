import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { requestCase, type Paper, type RequestContact, type RequestDetail } from '../../api/requests.ts'
import { formatBytes, formatDate, formatMoment } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import { shortenIds } from '../../codes/shorten-ids.ts'
import page from '../../components/page.module.css'
import { Shown } from '../../components/shown.tsx'
import { Trouble } from '../../components/trouble.tsx'
import { useTitle } from '../../components/use-title.ts'
import classes from './operate.module.css'
import { RequestClock } from './request-clock.tsx'
import { RequestSteps } from './request-steps.tsx'
import { useRequestStep } from './use-request-step.ts'

function Facts({ found }: { found: RequestDetail }) {
  const { person } = found
  return (
    <section className={page['card']} aria-label="Who asks, and the clock">
      <h2>Who asks, and the clock</h2>
      <dl className={`${page['facts']} ${page['inside']}`}>
        {person === null ? (
          <>
            <dt>Who</dt>
            <dd>The papers are deleted.</dd>
          </>
        ) : (
          <>
            <dt>Address</dt>
            <dd>{person.email ?? 'none: they are called back'}</dd>
            <dt>Name</dt>
            <dd>{person.name ?? '–'}</dd>
            <dt>Company</dt>
            <dd>{person.company ?? '–'}</dd>
          </>
        )}
        <dt>Received</dt>
        <dd>
          {formatMoment(found.received)} by {labelOf('channel', found.channel).toLowerCase()}
        </dd>
        <dt>Answer by</dt>
        <dd>
          {formatDate(found.due)}
          {found.extended ? ', extended' : ''}
        </dd>
        <dt>Whose clock</dt>
        <dd>{found.lawLabel}</dd>
        <dt>Papers deleted</dt>
        <dd>on {formatDate(found.eraseOn)}, once it is closed</dd>
      </dl>
    </section>
  )
}

function Contact({ contact }: { contact: RequestContact }) {
  return (
    <li>
      {contact.listed ? (
        <Link className={page['link']} to="/search" search={{ open: contact.id }}>
          {contact.name ?? contact.id}
        </Link>
      ) : (
        <span>{contact.name ?? contact.id} (not shown to anybody now)</span>
      )}
      <div className="quiet">{[contact.title, contact.company].filter(Boolean).join(', ')}</div>
    </li>
  )
}

function About({ found }: { found: RequestDetail }) {
  const { contacts, wish } = found
  return (
    <section className={page['card']} aria-label="Whom it is about">
      <h2>Whom it is about</h2>
      <div className={page['inside']}>
        {contacts.length === 0 ? <p>Nobody in the present edition is known to be this person.</p> : null}
        <ul className={classes['items']}>
          {contacts.map((contact) => (
            <Contact key={contact.id} contact={contact} />
          ))}
        </ul>
        {wish === null ? null : (
          <dl className={page['facts']}>
            <dt>Field</dt>
            <dd>{wish.label}</dd>
            <dt>Held</dt>
            <dd>{wish.held === '' ? '–' : wish.held}</dd>
            <dt>They say</dt>
            <dd>
              <strong>{wish.value === '' ? 'It should go' : wish.value}</strong>
            </dd>
          </dl>
        )}
      </div>
    </section>
  )
}

function PaperCard({ paper }: { paper: Paper }) {
  return (
    <li className={page['card']} data-kind={paper.kind}>
      <div className={page['cardHead']}>
        <h3 className={classes['paper']}>{labelOf('paper', paper.kind)}</h3>
        <span className="quiet">{formatMoment(paper.at)}</span>
      </div>
      <div className={page['inside']}>
        <p className={classes['message']}>{paper.text}</p>
        {paper.attachments.length === 0 ? null : (
          <p className="quiet">
            Sent along, and not kept:{' '}
            {paper.attachments.map(({ name, bytes }) => `${name} (${formatBytes(bytes)})`).join(', ')}
          </p>
        )}
      </div>
    </li>
  )
}

function Steps({ events }: Pick<RequestDetail, 'events'>) {
  return (
    <section className={page['card']} aria-label="What was done">
      <h2>What was done</h2>
      <table className={`${page['table']} ${page['cards']} ${page['breaking']}`}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={`${event.at} ${event.kind}`}>
              <th scope="row" className={classes['when']}>
                {formatMoment(event.at)}
              </th>
              <td>{labelOf('step_done', event.kind)}</td>
              <td className="quiet" title={event.actor}>
                {shortenIds(event.actor)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Taking({ found }: { found: RequestDetail }) {
  const step = useRequestStep(found.number)
  if (found.state === 'closed' || found.mine) return null
  const isTaken = found.owner !== null
  return (
    <>
      <Button
        variant={isTaken ? 'default' : 'filled'}
        loading={step.isPending}
        onClick={() => step.mutate({ path: 'take', body: { over: isTaken } })}
      >
        {isTaken ? 'Take it over from a colleague' : 'Take it'}
      </Button>
      <Trouble error={step.error} />
    </>
  )
}

function Detail({ found }: { found: RequestDetail }) {
  return (
    <>
      <div className={page['head']}>
        <Title order={1}>
          {labelOf('request', found.kind)} {found.number}
        </Title>
        <RequestClock item={found} />
        <Taking found={found} />
      </div>
      <div className={page['pair']}>
        <Facts found={found} />
        <About found={found} />
      </div>
      <ul className={classes['items']}>
        {found.papers.map((paper) => (
          <PaperCard key={`${paper.at} ${paper.kind}`} paper={paper} />
        ))}
      </ul>
      {found.state === 'closed' ? null : <RequestSteps key={found.state} found={found} />}
      <Steps events={found.events} />
    </>
  )
}

/** One case on one page: who asks, by when, what is held, what was said, and every way to go on. */
export function RequestPage() {
  const { number } = useParams({ from: '/operate/requests/$number' })
  const query = useQuery(requestCase(number))
  useTitle(number)
  return (
    <div className={page['page']}>
      <p className={page['back']}>
        <Link to="/operate/requests">All requests</Link>
      </p>
      <Shown query={query}>{(found) => <Detail found={found} />}</Shown>
    </div>
  )
}
