import { Skeleton } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Contact } from '../../../modules/search/index.ts'
import { account } from '../../api/account.ts'
import { contact as contactQuery, contactsPage } from '../../api/queries.ts'
import { formatCount, formatDate } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import { Confidence } from '../../components/confidence.tsx'
import { Failure } from '../../components/failure.tsx'
import { Channels } from './channels.tsx'
import classes from './drawer.module.css'
import { Drawer } from './drawer.tsx'
import { UnlockOffer } from './unlock-offer.tsx'
import type { Search } from './use-search.ts'

const COLLEAGUES = 6

function Colleagues({ of, search }: { of: Contact; search: Search }) {
  const id = of.company_id
  const filters = { company: [id ?? ''] }
  const { data } = useQuery({ ...contactsPage(filters, '-confidence', 0), enabled: id !== undefined })
  const others = (data?.items ?? []).filter((one) => one.id !== of.id).slice(0, COLLEAGUES)
  if (id === undefined || others.length === 0) return null
  return (
    <section className={classes['part']}>
      <h3>Colleagues</h3>
      <ul className={classes['people']}>
        {others.map((one) => (
          <li key={one.id}>
            <button type="button" className={classes['link']} onClick={() => search.change({ open: one.id })}>
              {one.name ?? 'Name not known'}
            </button>
            <span>{one.title}</span>
          </li>
        ))}
      </ul>
      <button type="button" className={classes['link']} onClick={() => search.setFilters(filters)}>
        Show all {formatCount(data?.total ?? 0)} at {of.company ?? 'this company'}
      </button>
    </section>
  )
}

function Positions({ contact }: { contact: Contact }) {
  const earlier = contact.history ?? []
  return (
    <section className={classes['part']}>
      <h3>{earlier.length === 0 ? 'Position' : 'Positions'}</h3>
      <ol className={classes['history']}>
        <li>
          <p>{contact.title ?? 'Title not known'}</p>
          <p className="quiet">{[contact.company, contact.unit].filter(Boolean).join(' · ') || 'Company not known'}</p>
          <p className="quiet">
            {[
              contact.level === undefined ? '' : labelOf('level', contact.level),
              contact.function === undefined ? '' : labelOf('function', contact.function),
              contact.seen === undefined ? '' : `last seen ${formatDate(contact.seen)}`,
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </p>
        </li>
        {earlier.map((position) => (
          <li key={`${position.title}${position.company}${position.from}`}>
            <p>{position.title ?? 'Title not known'}</p>
            <p className="quiet">{position.company}</p>
            <p className="quiet tabular">
              {formatDate(position.from)} to {formatDate(position.to)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Why this contact is believed, in a sentence and field by field. */
function Why({ contact }: { contact: Contact }) {
  const fields = ['name', 'title', 'company', 'email', 'phone', 'address'] as const
  const support = contact.support ?? 1
  const records = contact.records ?? 1
  return (
    <section className={classes['part']}>
      <h3>Why we believe this</h3>
      <p>
        {support === 1 ? 'One source reports' : `${formatCount(support)} independent sources report`} this contact, in{' '}
        {records === 1 ? 'one record' : `${formatCount(records)} records`}
        {contact.seen === undefined ? '.' : `; the newest is of ${formatDate(contact.seen)}.`}
      </p>
      <dl className={classes['facts']}>
        {fields.map((field) => {
          const value = contact[`confidence_${field}`]
          return value === undefined ? null : (
            <div key={field} style={{ display: 'contents' }}>
              <dt>{labelOf(field === 'address' ? 'has' : 'field', field)}</dt>
              <dd>
                <Confidence value={value} />
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

/** The way to the records behind it, for those who run the instance. */
function Explained({ id }: { id: string }) {
  const { data } = useQuery(account())
  if (data === undefined || !(data.kind === 'local' || data.staff.includes('operator'))) return null
  return (
    <p className={classes['part']}>
      <Link to="/operate/contacts/$id/why" params={{ id }} className={classes['link']}>
        See its records and weights
      </Link>
    </p>
  )
}

/** Of a contact that is not unlocked: which fields there are, and what they cost. */
function Locked({ contact }: { contact: Contact }) {
  const has = contact.has ?? []
  return (
    <>
      {has.length === 0 ? (
        <p className="quiet">No e-mail, telephone or address is known.</p>
      ) : (
        <ul className={classes['channels']}>
          {has.map((field) => (
            <li key={field}>
              <IconLock size={17} stroke={1.6} aria-hidden />
              <div className={classes['channelValue']}>{fieldWords[field]}</div>
            </li>
          ))}
        </ul>
      )}
      <p className={classes['offer']}>
        <UnlockOffer contacts={[contact.id]} />
      </p>
    </>
  )
}

const fieldWords: Record<NonNullable<Contact['has']>[number], string> = {
  email: 'E-mail address',
  phone: 'Telephone number',
  address: 'Address',
  linkedin: 'LinkedIn profile',
  history: 'Earlier positions',
}

/** A person: position, channels, history, colleagues and why. */
export function ContactDrawer({ id, search, onClose }: { id: string; search: Search; onClose: () => void }) {
  const { data, error, refetch } = useQuery(contactQuery(id))
  return (
    <Drawer label={data?.name ?? 'Contact'} onClose={onClose}>
      {error === null ? null : <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null ? <Skeleton m="lg" h={160} w="auto" /> : null}
      {data === undefined ? null : (
        <>
          <header className={classes['lead']}>
            <h2>{data.name ?? 'Name not known'}</h2>
            <p>{data.title}</p>
            {data.company_id === undefined ? (
              <p>{data.company}</p>
            ) : (
              <button
                type="button"
                className={classes['link']}
                onClick={() => search.change({ open: data.company_id })}
              >
                {data.company ?? 'Company'}
              </button>
            )}
            <div className={classes['leadLine']}>
              <Confidence value={data.confidence} />
              <span className="quiet">{data.industry}</span>
            </div>
          </header>
          <section className={classes['part']}>
            <h3>Channels</h3>
            {data.locked === true ? <Locked contact={data} /> : <Channels contact={data} />}
          </section>
          <Positions contact={data} />
          <Why contact={data} />
          <Explained id={data.id} />
          <Colleagues of={data} search={search} />
        </>
      )}
    </Drawer>
  )
}
