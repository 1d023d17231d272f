import { readMailAddress } from '../../platform/mail/index.ts'
import type { MailAddress } from '../../platform/mail/index.ts'
import { channels } from './record-consent.ts'
import { channelWords } from './consent-words.ts'
import type { RegistrationField, RegistrationKind } from './registration-kinds.ts'
import type { Channel } from './tables.ts'

/** A form as somebody posts it: a name may come once, often, not at all, or hold anything. */
export type PostedForm = Record<string, unknown>

/** What a form says, put right. `values` hold all fields as text for showing them again. */
export type ReadForm = {
  values: Record<string, string>
  given: Record<Channel, boolean>
  /** By field, what is wrong with it, as a sentence for the person who typed it. */
  errors: Record<string, string>
  address: MailAddress | null
}

/** Reads a posted form by its kind's fields; what the kind does not know is left out. Never throws. */
export function readForm(kind: RegistrationKind, posted: PostedForm): ReadForm {
  const given = Object.fromEntries(
    channels.map((channel) => [channel, lastOf(posted[`consent-${channel}`]) === 'on']),
  ) as Record<Channel, boolean>
  const values: Record<string, string> = {}
  const errors: Record<string, string> = {}
  for (const field of kind.fields) {
    const value = tidy(lastOf(posted[field.name]), field)
    const error = judge(value, field, given)
    values[field.name] = value.slice(0, field.limit)
    if (error) errors[field.name] = error
  }
  const address = errors['email'] ? null : readMailAddress(values['email'] ?? '')
  return { values, given, errors, address }
}

function lastOf(value: unknown): string {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value
  return typeof last === 'string' ? last : ''
}

/** Control characters go, white space is one blank, composed letters are one; lines stay lines where there may be some. */
function tidy(text: string, { type, limit }: RegistrationField): string {
  const near = text
    .slice(0, limit * 4 + 1000)
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
  const lines = type === 'lines' ? near.split('\n') : [near.replaceAll('\n', ' ')]
  const clean = lines.map((line) =>
    line
      .replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
      .replace(/\p{Zs}+/gu, ' ')
      .trim(),
  )
  return clean
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function judge(value: string, field: RegistrationField, given: Record<Channel, boolean>): string | null {
  if (value.length > field.limit) return `This is too long: at most ${field.limit} characters, please.`
  if (value === '') {
    if (field.required) return field.type === 'email' ? 'Please give your e-mail address.' : 'Please fill this in.'
    if (field.neededFor && given[field.neededFor])
      return `You ticked “${channelWords[field.neededFor].label}”: please fill this in, or take the tick away.`
    return null
  }
  if (field.type === 'email' && !readMailAddress(value))
    return 'This does not look like an e-mail address: please check it, e.g. name@company.example.'
  if (field.type === 'tel' && !/^[+\d][\d\s()./-]{4,}( ?(x|ext\.?) ?\d+)?$/i.test(value))
    return 'This does not look like a telephone number: digits, blanks, + ( ) - are fine.'
  return null
}
