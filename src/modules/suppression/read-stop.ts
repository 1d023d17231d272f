import { identifyPerson } from './identify-person.ts'
import type { GivenPerson } from './identify-person.ts'
import type { SuppressionPages } from './suppression-pages.ts'

type Page = SuppressionPages['stop']

/** What a posted form says, put right, and what is wrong with it. */
export type ReadStop = Pick<Page, 'values' | 'errors'> & { person: GivenPerson; form: string | undefined }

const LIMITS = { email: 320, name: 200, company: 200 }

/** Reads the form of a stop, whatever was posted. Never throws. */
export function readStop(body: unknown): ReadStop {
  const posted = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const [email, name, company] = (['email', 'name', 'company'] as const).map((field) => lineOf(posted[field]))
  const values = { email, name, company }
  const errors: Page['errors'] = {}
  for (const field of ['email', 'name', 'company'] as const)
    if (values[field].length > LIMITS[field])
      errors[field] = `This is too long: at most ${LIMITS[field]} characters, please.`
  const person = { email, name: name || undefined, company: company || undefined }
  if (email === '') errors.email = 'Please give your work e-mail address.'
  else if (!errors.email && identifyPerson(person).length === 0)
    errors.email = 'This does not look like an e-mail address: please check it, e.g. name@company.example.'
  const form = lineOf(posted['form'])
  return {
    values: { email: email.slice(0, 400), name: name.slice(0, 400), company: company.slice(0, 400) },
    errors,
    person,
    form: /^[\w-]{8,100}$/.test(form) ? form : undefined,
  }
}

/** One line of what was posted: a name may come once, often, not at all, or hold anything. */
function lineOf(value: unknown): string {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value
  if (typeof last !== 'string') return ''
  return last
    .slice(0, 10_000)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\s\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .trim()
}
