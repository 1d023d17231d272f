import { Checkbox } from './checkbox.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** A registration form: what is asked and why, each consent on its own. */
export function RegisterPage(props: Pages['register']) {
  const { title, intro, fields, consents, consentNote, policy, action, submit, error } = props
  const mistakes = fields.some((field) => field.error)
  return (
    <Page title={title} lead={intro} listed mistakes={mistakes || error !== null}>
      <ErrorSummary error={error} mistakes={fields} />
      <Form action={action} submit={submit}>
        {fields.map((field) => (
          <Field key={field.name} {...field} autoComplete={field.autocomplete} />
        ))}
        <fieldset>
          <legend>What we may do besides</legend>
          <p className="why">{consentNote}</p>
          {consents.map((consent) => (
            <Checkbox key={consent.name} name={consent.name} ticked={consent.ticked}>
              {consent.label}
            </Checkbox>
          ))}
        </fieldset>
        <p className="small quiet">
          What you write here is used for this and nothing else, as the <a href={policy.href}>privacy policy</a>{' '}
          (version {policy.version}) says. It never enters the contact database.
        </p>
      </Form>
    </Page>
  )
}
