export { queueMail } from './queue-mail.ts'
export type { Mail } from './queue-mail.ts'
export { mailData } from './mail-data.ts'
export type { MailData, MailTemplate } from './mail-data.ts'
