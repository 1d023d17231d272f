import type { MailData, MailTemplate } from '../../modules/mail/index.ts'
import { action, link, list, text } from './mail-letter.ts'
import type { Block } from './mail-letter.ts'

type Letter = { subject: string; blocks: Block[]; because: string }
type Letters = { [Template in MailTemplate]: (data: MailData<Template>, instance: string) => Letter }

const valid = (hours: number) => `The link works once, for ${hours} hours.`
const NOT_YOU = 'If this was not you, there is nothing to do: nothing happens without that click.'
const REQUEST = 'This mail answers a request that was made with this address. Nothing else is sent to it.'
const ACCOUNT = 'This mail belongs to your account and cannot be declined while you have one.'

/** Every mail's words, by its template: what happened, what to do, what happens next. */
export const mailLetters: Letters = {
  'confirm-registration': ({ registration, link: url, hours }, instance) => ({
    subject: `Please confirm: ${registration}`,
    blocks: [
      text(`Somebody, we hope you, gave this address at ${instance} for: ${registration}.`),
      text('Please confirm that it is yours. Until then nothing is sent and nothing you ticked counts.'),
      action('Confirm', url),
      text(`${valid(hours)} ${NOT_YOU}`),
    ],
    because: 'This mail was sent once, because the address was given in a form. No more follows without the click.',
  }),
  'registration-confirmed': ({ registration, agreed, preferences }, instance) => ({
    subject: `Confirmed: ${registration}`,
    blocks: [
      text(`Thank you. Your address is confirmed at ${instance} for: ${registration}.`),
      ...(agreed.length > 0
        ? [text('This is what you agreed to:'), list(agreed)]
        : [text('You did not agree to anything more, so nothing more is sent but what belongs to your request.')]),
      text('You can look at all of it, change it or withdraw it at any time, without signing in:'),
      link('Your preferences', preferences),
    ],
    because: 'This mail is the record of your confirmation. Keep it: its link leads to your preferences.',
  }),
  'verify-email': ({ link: url, hours }, instance) => ({
    subject: `Confirm your address for ${instance}`,
    blocks: [
      text(`Welcome to ${instance}. Please confirm that this address is yours, then you can sign in.`),
      action('Confirm my address', url),
      text(`${valid(hours)} ${NOT_YOU}`),
    ],
    because: ACCOUNT,
  }),
  'sign-up-known': ({ signIn, forgotten }, instance) => ({
    subject: `You have an account at ${instance} already`,
    blocks: [
      text(`Somebody, perhaps you, tried to sign up at ${instance} with this address. It has an account already.`),
      action('Sign in', signIn),
      link('I forgot my password', forgotten),
      text('If this was not you, there is nothing to do: nothing was changed.'),
    ],
    because: ACCOUNT,
  }),
  'reset-password': ({ link: url, hours }, instance) => ({
    subject: `A new password for ${instance}`,
    blocks: [
      text('Somebody, we hope you, asked to set a new password for your account.'),
      action('Set a new password', url),
      text(`${valid(hours)} If this was not you, there is nothing to do: your password stays as it is.`),
    ],
    because: ACCOUNT,
  }),
  'password-changed': ({ forgotten }, instance) => ({
    subject: `Your password for ${instance} was changed`,
    blocks: [
      text('The password of your account was changed just now. If this was you, there is nothing to do.'),
      text('If it was not, set a new one at once; this signs everybody else out:'),
      action('Set a new password', forgotten),
    ],
    because: ACCOUNT,
  }),
  'email-changing': ({ link: url, hours }, instance) => ({
    subject: `A new address for your account at ${instance}`,
    blocks: [
      text('Somebody, we hope you, asked to change the address of your account.'),
      action('Change the address', url),
      text(`${valid(hours)} ${NOT_YOU}`),
    ],
    because: ACCOUNT,
  }),
  invitation: ({ organisation, inviter, role, link: url, hours }, instance) => ({
    subject: `An invitation to ${organisation} at ${instance}`,
    blocks: [
      text(
        `${inviter} invites you to join ${organisation} at ${instance} as ${role === 'owner' ? 'an owner' : 'a member'}.`,
      ),
      action('See the invitation', url),
      text(`It stands for ${hours} hours. If you do not know who this is, there is nothing to do.`),
    ],
    because: 'This mail was sent once, because somebody invited this address.',
  }),
  invoice: ({ number, about, total, due, link: url }, instance) => ({
    subject: `Invoice ${number} of ${instance}`,
    blocks: [
      text(`Here is invoice ${number} for ${about}: ${total}, to be paid by ${due}.`),
      action('Open the invoice', url),
      text('You may be asked to sign in. All invoices are on the page of your balance.'),
    ],
    because: 'This mail was sent because you lead an organisation that has a subscription.',
  }),
  'policy-change': ({ policy, effective, summary, link: url }, instance) => ({
    subject: `${policy}: what changes on ${effective}`,
    blocks: [
      text(`The ${policy} of ${instance} changes on ${effective}. You read it now so that you can decide before.`),
      ...(summary.length > 0 ? [text('What changes:'), list(summary)] : []),
      action('Read both versions side by side', url),
      text('When you sign in after that day, you are asked whether you agree.'),
    ],
    because: 'This mail tells you about your rights and duties here and cannot be declined while you have an account.',
  }),
  'operator-notice': ({ title, paragraphs, link: url }) => ({
    subject: title,
    blocks: [...paragraphs.map(text), action('Look at it', url)],
    because: 'You receive this because you are an operator of this instance.',
  }),
  'your-data-link': ({ number, link: url, hours }, instance) => ({
    subject: `What we hold about you (${number})`,
    blocks: [
      text(`Somebody, we hope you, asked what ${instance} holds about the owner of this address.`),
      action('See it', url),
      text(
        `The link works for ${hours} hours. Whoever opens it sees what is held under this address, and can have it corrected or deleted: do not pass it on. If this was not you, there is nothing to do.`,
      ),
      text(`The number of the request is ${number}.`),
    ],
    because: REQUEST,
  }),
  'request-received': ({ number, subject, paragraphs, link: url }) => ({
    subject: `${subject} (${number})`,
    blocks: [...paragraphs.map(text), ...(url ? [link('Where it stands', url)] : [])],
    because: REQUEST,
  }),
  'request-answer': ({ number, subject, paragraphs }) => ({
    subject: `${subject} (${number})`,
    blocks: paragraphs.map(text),
    because: REQUEST,
  }),
  news: ({ title, paragraphs, link: url }) => ({
    subject: title,
    blocks: [...paragraphs.map(text), ...(url ? [action('Read more', url)] : [])],
    because: 'You receive this because you agreed to it.',
  }),
}
