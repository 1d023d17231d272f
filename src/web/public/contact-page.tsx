import type { ReactNode } from 'react'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** How to reach a person, and when. */
export function ContactPage({ hours, email, telephone, post, answer, responsible }: Pages['contact']) {
  const none = !email && !telephone && !post
  return (
    <Page
      title="Contact"
      lead={
        answer
          ? `A person answers, within ${answer}. You need no account to write or call.`
          : 'A person answers. You need no account to write or call.'
      }
      listed
    >
      <dl className="facts">
        {email ? (
          <Fact label="E-mail">
            <a href={`mailto:${email}`}>{email}</a>
          </Fact>
        ) : null}
        {telephone ? (
          <Fact label="Telephone">
            <a href={`tel:${telephone.replaceAll(/[^+\d]/g, '')}`}>{telephone}</a>
          </Fact>
        ) : null}
        {hours.length > 0 ? <Fact label="Hours">{lines(hours)}</Fact> : null}
        {post ? <Fact label="Post">{lines(post)}</Fact> : null}
        {responsible ? <Fact label="Responsible for the data">{lines(responsible)}</Fact> : null}
      </dl>
      {none ? <p>The operator has not entered an address yet. The forms below reach them.</p> : null}
      <h2>Are you listed?</h2>
      <ul>
        <li>
          <a href="/stop">Do not sell or list my data</a>: at once, without an account; by telephone and e-mail as well
        </li>
        <li>
          <a href="/your-data">Your data</a>: see what is held, have it corrected or deleted
        </li>
      </ul>
      <h2>Or write here</h2>
      <ul>
        <li>
          <a href="/register/information-request">Ask for information</a>: a question, answered by e-mail
        </li>
        <li>
          <a href="/feedback">Feedback</a>: what is good, wrong or missing, with or without your address
        </li>
      </ul>
    </Page>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function lines(texts: string[]): ReactNode {
  return texts.map((text) => (
    <span className="line" key={text}>
      {text}
    </span>
  ))
}
