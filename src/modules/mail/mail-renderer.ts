import type { MailData, MailTemplate } from './mail-data.ts'

/** Who speaks: the instance's name and its address in the web. */
export type Instance = { name: string; origin: string }

/** Where somebody may decline: signed addresses that work without signing in. */
export type Declining = {
  /** Opened, it shows the preferences; posted to, it withdraws from this topic (RFC 8058). */
  unsubscribe: string
  preferences: string
}

/** What turns a template and its data into words. Handed in by `app.ts`; the words live in `src/web/mail`. */
export type MailRenderer = (mail: {
  template: MailTemplate
  data: MailData
  instance: Instance
  /** Null for service mail. */
  declining: Declining | null
}) => { subject: string; text: string; html: string }
