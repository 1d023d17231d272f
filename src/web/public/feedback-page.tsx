import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Says something to those who run the instance, with or without an address. */
export function FeedbackPage({ values = {}, errors = {}, error = null, sent, topics }: Pages['feedback']) {
  if (sent) {
    return (
      <Page title="Thank you">
        <Notice tone="done" title="We have your message">
          <p>A person reads it. If you gave an address and asked something, the answer goes there.</p>
        </Notice>
        <p className="actions">
          <a className="button second" href="/">
            To the start page
          </a>
        </p>
      </Page>
    )
  }
  const mistakes = [
    { name: 'topic', label: 'What is it about?', error: errors['topic'] },
    { name: 'message', label: 'Your message', error: errors['message'] },
    { name: 'email', label: 'E-mail address', error: errors['email'] },
  ]
  return (
    <Page
      title="Feedback"
      lead="What is good, what is wrong, what is missing: about the service, a policy, or how we treat data."
      mistakes={error !== null || mistakes.some((mistake) => mistake.error)}
      listed
    >
      <ErrorSummary error={error} mistakes={mistakes} />
      <Form action="/feedback" submit="Send">
        {topics.length > 0 ? (
          <div className="field">
            <label htmlFor="topic">What is it about?</label>
            <select id="topic" name="topic" defaultValue={values['topic'] ?? topics[0]?.value}>
              {topics.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        <Field
          name="message"
          type="lines"
          limit={5000}
          label="Your message"
          required
          value={values['message']}
          error={errors['message']}
        />
        <Field
          name="email"
          type="email"
          label="E-mail address"
          why="Only if you want an answer. It is used for nothing else."
          value={values['email']}
          error={errors['email']}
          autoComplete="email"
        />
      </Form>
    </Page>
  )
}
