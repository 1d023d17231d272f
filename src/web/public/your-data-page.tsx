import { Fragment } from 'react'
import { Day } from './day.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

type Props = Pages['your-data']
type Contact = Props['contacts'][number]

/** Everything held about somebody, for their own eyes, and what they can ask for. */
export function YourDataPage(props: Props) {
  const { address, number, until, contacts, notice, errors } = props
  return (
    <Page
      title="What we hold about you"
      width="wide"
      mistakes={Object.keys(errors).length > 0}
      lead={
        <>
          Under <strong>{address}</strong>. The link works until <Day date={until} />; the number of your request is{' '}
          {number}.
        </>
      }
    >
      {notice ? <Asked {...notice} /> : null}
      {contacts.length === 0 ? (
        <p>
          Nothing is listed under this address. To make sure that it stays so, <a href="/stop">stop</a>: then whatever
          comes in later is dropped.
        </p>
      ) : null}
      {contacts.map((contact) => (
        <Held key={contact.id} contact={contact} />
      ))}
      {contacts.length > 0 ? <Wishes {...props} /> : null}
    </Page>
  )
}

function Asked({ kind, number, due }: NonNullable<Props['notice']>) {
  const title = kind === 'deletion' ? 'You are not listed any more' : 'Your correction has arrived'
  return (
    <Notice tone="done" title={title}>
      <p>
        Its number is {number}.{' '}
        {kind === 'deletion' ? 'A person takes out what is left in our files' : 'A person looks at it and answers'} by{' '}
        <Day date={due} />; a mail tells you.
      </p>
    </Notice>
  )
}

const kinds = {
  members: 'members who contributed it',
  providers: 'a provider under contract',
  self: 'yourself',
}

function Held({ contact: { name, fields, recipients, seen } }: { contact: Contact }) {
  return (
    <section>
      <h2>{name || 'Without a name'}</h2>
      {seen ? (
        <p className="quiet">
          Last confirmed on <Day date={seen} />.
        </p>
      ) : null}
      <dl className="facts">
        {fields.map((field) => (
          <HeldField key={field.field} field={field} />
        ))}
      </dl>
      <h3>Who received it</h3>
      {recipients.length === 0 ? <p>Nobody so far.</p> : null}
      <ul className="rows">
        {recipients.map(({ name: account, at, fields: given }) => (
          <li key={`${account} ${at}`}>
            <strong>{account}</strong>, <Day date={at} />
            {given.length > 0 ? <span className="quiet"> ({given.join(', ')})</span> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function HeldField({ field: { label, value, confidence, since, sources } }: { field: Contact['fields'][number] }) {
  const told = [
    confidence === null ? null : `${confidence} % sure`,
    since ? (
      <>
        since <Day date={since} />
      </>
    ) : null,
    sources.length > 0 ? `from ${sources.map((kind) => kinds[kind]).join(' and ')}` : null,
  ].filter((part) => part !== null)
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {told.length > 0 ? (
          <span className="line small quiet">
            {told.map((part, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- parts of one sentence, in a fixed order
              <Fragment key={index}>
                {index > 0 ? ', ' : ''}
                {part}
              </Fragment>
            ))}
          </span>
        ) : null}
      </dd>
    </div>
  )
}

function Wishes({ values, errors, correctable, correction, deletion }: Props) {
  const { what, value } = errors
  return (
    <>
      <section className="card" aria-labelledby="correct">
        <h2 id="correct">Something is wrong</h2>
        <ErrorSummary
          mistakes={[
            { name: 'what', label: 'What is wrong', error: what },
            { name: 'value', label: 'What is right', error: value },
          ]}
        />
        <Form action={correction} submit="Ask for correction">
          <What options={correctable} chosen={values['what']} error={what} />
          <Field
            name="value"
            label="What is right"
            why="Leave it empty where the field should simply go."
            value={values['value']}
            error={value}
            limit={500}
          />
          <Field
            name="note"
            label="Anything we should know"
            why="For the person who looks at it."
            type="lines"
            value={values['note']}
            error={errors['note']}
          />
        </Form>
      </section>
      <section className="card" aria-labelledby="delete">
        <h2 id="delete">All of it should go</h2>
        <p>
          You are not listed any more from that moment on. A person then takes out what is left, and you stay out,
          whatever comes in later.
        </p>
        <Form action={deletion} submit="Delete everything about me" />
      </section>
    </>
  )
}

type WhatProps = { options: Props['correctable']; chosen: string | undefined; error: string | undefined }

function What({ options, chosen = '', error }: WhatProps) {
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor="what">What is wrong</label>
      {error ? (
        <p className="error" id="what-error">
          <span className="visually-hidden">Mistake: </span>
          {error}
        </p>
      ) : null}
      <select
        id="what"
        name="what"
        defaultValue={chosen}
        aria-required
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'what-error' : undefined}
      >
        <option value="">Please choose</option>
        {options.map(({ contact, options: fields }) => (
          <optgroup key={contact} label={contact}>
            {fields.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
