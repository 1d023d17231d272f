import type { MailReason, MailVerdict } from './judgement.ts'

const DAY = 86_400

/** Seconds for which an answer is good enough not to ask again: an unknown one for a day, or it would be asked for ever. */
export function keepFor({ verdict, reason }: { verdict: MailVerdict; reason: MailReason }): number {
  if (verdict !== 'unknown') return 30 * DAY
  return reason === 'mailbox_full' || reason === 'policy' ? 7 * DAY : DAY
}

/** Seconds for which it is remembered whether a domain takes every address. */
export const keepAcceptAll = 7 * DAY
/** Seconds for which the mail hosts of a domain are remembered. */
export const keepRoute = 3600
