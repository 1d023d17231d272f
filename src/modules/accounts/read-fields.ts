import { z } from 'zod'
import { readMailAddress } from '../../platform/mail/index.ts'

/** A form as it was posted. */
export type Posted = {
  /** The last value of a name; empty when there is none. */
  get(name: string): string
  /** What was typed, cut to a length that fits a page; passwords never. */
  echo(names: string[]): Record<string, string>
}

/** What is wrong, by field. */
export type Mistakes = Record<string, string>

/** Longest name of a person or organisation, in characters. */
const NAME_LIMIT = 120

/** Reads what a parser made of a form. */
export function readPosted(body: unknown): Posted {
  const form = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const get = (name: string) => {
    const value = Object.hasOwn(form, name) ? form[name] : ''
    const last: unknown = Array.isArray(value) ? value.at(-1) : value
    return typeof last === 'string' ? last : ''
  }
  return { get, echo: (names) => Object.fromEntries(names.map((name) => [name, get(name).slice(0, 400)])) }
}

/** A name as somebody typed it: one line without controls; null when it is none. */
export function readName(text: string): string | null {
  const name = text
    .slice(0, 10_000)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\s]+/gu, ' ')
    .trim()
  return name === '' || Array.from(name).length > NAME_LIMIT || !/[\p{L}\p{N}]/u.test(name) ? null : name
}

/** An address to sign in with, in lower case; null when it is none that can. */
export function readEmail(text: string): string | null {
  const key = readMailAddress(text)?.key ?? ''
  return z.email().max(320).safeParse(key).success ? key : null
}

/** The sentences for names and addresses that cannot be taken. */
export const fieldWords = {
  email: 'This does not look like an e-mail address we can write to: please check it.',
  name: `Please tell us your name, in up to ${NAME_LIMIT} characters.`,
  organisation: `Please name your organisation, in up to ${NAME_LIMIT} characters. Your own name will do.`,
  terms: 'To open an account, please read and agree.',
}

/** A path of this site to go on to; null for anything that could lead elsewhere. */
export function readNext(text: string): string | null {
  return /^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(text) && text.length <= 2000 ? text : null
}
