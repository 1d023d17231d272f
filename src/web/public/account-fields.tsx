import { Checkbox } from './checkbox.tsx'
import { Field } from './field.tsx'
import type { FormState, OfferedConsents, PolicyLink } from './pages.ts'
import { PolicyLinks } from './policy-links.tsx'

type AccountField = 'name' | 'email' | 'organisation' | 'password' | 'terms'

/** What each field of an account is called. */
const labels: Record<AccountField, string> = {
  name: 'Your name',
  email: 'E-mail address',
  organisation: 'Organisation',
  password: 'Password',
  terms: 'Policies',
}

/** The mistakes of these fields, in their order, for the summary. */
export function mistakesOf(fields: AccountField[], { errors = {} }: FormState) {
  return fields.map((name) => ({ name, label: labels[name], error: errors[name] }))
}

type Props = FormState & {
  fields: AccountField[]
  passwordLength: number
  policies?: PolicyLink[]
  consents?: OfferedConsents
}

/** The fields that make an account, each with the reason for asking. */
export function AccountFields({ fields, values = {}, errors = {}, passwordLength, policies = [], consents }: Props) {
  const common = (name: AccountField) => ({ name, label: labels[name], required: true, error: errors[name] })
  const typed = (name: AccountField) => ({ ...common(name), value: values[name] })
  const has = (name: AccountField) => fields.includes(name)
  return (
    <>
      {has('name') ? (
        <Field {...typed('name')} why="So that your colleagues and our support know who you are." autoComplete="name" />
      ) : null}
      {has('email') ? (
        <Field
          {...typed('email')}
          type="email"
          why="You sign in with it. We send one mail there to make sure that it is yours."
          autoComplete="username"
        />
      ) : null}
      {has('organisation') ? (
        <Field
          {...typed('organisation')}
          why="The account belongs to it, and you can invite colleagues into it. Your own name will do."
          autoComplete="organization"
        />
      ) : null}
      {has('password') ? (
        <Field
          {...common('password')}
          type="password"
          why={`At least ${passwordLength} characters: a few words that do not belong together are good. No other rules.`}
          autoComplete="new-password"
        />
      ) : null}
      {has('terms') ? (
        <Checkbox name="terms" ticked={values['terms'] === 'on'} error={errors['terms']}>
          I have read and agree to <PolicyLinks policies={policies} />.
        </Checkbox>
      ) : null}
      {consents ? (
        <fieldset>
          <legend>What we may do besides</legend>
          <p className="why">{consents.note}</p>
          {consents.consents.map(({ name, label }) => (
            <Checkbox key={name} name={name} ticked={values[name] === 'on'}>
              {label}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
    </>
  )
}
