import { z } from 'zod'

const oneLine = z.string().transform((text) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim())
/** A word or name that somebody else chose: one line, and not so long that it could carry a message of its own. */
const name = oneLine.pipe(z.string().min(1).max(120))
const line = oneLine.pipe(z.string().min(1).max(300))
const link = z.url({ protocol: /^https?$/ }).max(2000)

/**
 * What each mail says is in `src/web/mail`; what it is told is here, by the template's name. A new mail is a new line
 * here and a new function there.
 */
export const mailData = {
  /** Somebody filled in a registration form: the address is theirs when they follow the link. */
  'confirm-registration': z.object({ registration: name, link, hours: z.int() }),
  /** The registration is confirmed: what was agreed to. */
  'registration-confirmed': z.object({ registration: name, agreed: z.array(line).max(30), preferences: link }),
  /** A new user proves that the address is theirs. */
  'verify-email': z.object({ link, hours: z.int() }),
  /** Somebody signed up with an address that has an account. */
  'sign-up-known': z.object({ signIn: link, forgotten: link }),
  'reset-password': z.object({ link, hours: z.int() }),
  'password-changed': z.object({ forgotten: link }),
  /** The address of a user is to be changed: told to the old one. */
  'email-changing': z.object({ link, hours: z.int() }),
  invitation: z.object({ organisation: name, inviter: name, role: z.enum(['owner', 'member']), link, hours: z.int() }),
  /** A policy changes: told before it takes effect. */
  'policy-change': z.object({ policy: name, effective: line, summary: z.array(line).max(30), link }),
  /** An invoice was issued: the link leads to the document, for whoever may see it. */
  invoice: z.object({ number: line, about: line, total: line, due: line, link }),
  /** Something an operator should look at: feedback, an alarm. */
  'operator-notice': z.object({ title: line, paragraphs: z.array(line).min(1).max(20), link }),
  /** A listed person, or somebody who gave their address, asked what is held: the link shows it. */
  'your-data-link': z.object({ number: line, link, hours: z.int() }),
  /** A request came in: its number, what happens next, and by when. */
  'request-received': z.object({
    number: line,
    subject: line,
    paragraphs: z.array(line).min(1).max(10),
    link: link.optional(),
  }),
  /** The answer to a request, as somebody of the staff wrote it. */
  'request-answer': z.object({ number: line, subject: line, paragraphs: z.array(z.string().max(5000)).min(1).max(50) }),
  /** News of the service, written by an operator. */
  news: z.object({ title: line, paragraphs: z.array(z.string().max(5000)).min(1).max(50), link: link.optional() }),
}

export type MailTemplate = keyof typeof mailData
export type MailData<Template extends MailTemplate = MailTemplate> = z.output<(typeof mailData)[Template]>
