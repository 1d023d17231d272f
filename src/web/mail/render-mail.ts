import type { MailData, MailRenderer } from '../../modules/mail/index.ts'
import { letterHtml } from './letter-html.ts'
import { letterText } from './letter-text.ts'
import { mailLetters } from './mail-letters.ts'
import { link, text } from './mail-letter.ts'
import type { Block, MailLetter } from './mail-letter.ts'

/** Writes a mail of the outbox: subject, plain text, HTML. What can be declined says how, at its end. */
export const renderMail: MailRenderer = ({ template, data, instance, declining }) => {
  const write = mailLetters[template] as (data: MailData, instance: string) => ReturnType<typeof mailLetters.news>
  const { subject, blocks, because } = write(data, instance.name)
  const footer: Block[] = [text(because)]
  if (declining) {
    footer.push(link('Unsubscribe', declining.unsubscribe), link('All your preferences', declining.preferences))
  }
  footer.push(link(instance.name, instance.origin))
  const letter: MailLetter = { subject, blocks, footer }
  return { subject, text: letterText(letter, instance.name), html: letterHtml(letter, instance.name) }
}
