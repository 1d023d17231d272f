/** What is said of an address. `unknown` is what is said unless a server was clear. */
export type MailVerdict = 'deliverable' | 'undeliverable' | 'accept-all' | 'unknown'

/** Why; a closed list. */
export type MailReason =
  | 'accepted'
  | 'accepts_everything'
  | 'no_such_mailbox'
  | 'mailbox_disabled'
  | 'moved'
  | 'bad_syntax'
  | 'no_such_domain'
  | 'no_mail_host'
  | 'null_mx'
  | 'accepts_no_mail'
  | 'mailbox_full'
  | 'policy'
  | 'sender_refused'
  | 'relay_denied'
  | 'starttls_required'
  | 'authentication_required'
  | 'smtputf8_missing'
  | 'cannot_verify'
  | 'probe_undecided'
  | 'greylisted'
  | 'try_later'
  | 'too_many_recipients'
  | 'unclear_reply'
  | 'protocol_error'
  | 'dropped'
  | 'timeout'
  | 'unreachable'
  | 'private_host'
  | 'dns_failed'
  | 'dns_timeout'
  | 'off'

/**
 * What follows: nothing more, ask the next mail host, ask again after `retryAfter` seconds, ask the same host for a mailbox
 * that cannot exist, or go on encrypted.
 */
export type NextStep = 'stop' | 'next-host' | 'retry' | 'probe' | 'starttls'

/** A judgement over one step of the conversation, or all of it. */
export type Judgement = {
  verdict: MailVerdict
  reason: MailReason
  /** Whether the mailbox is there, where somebody said so: a full one is there, and takes nothing. */
  exists: boolean | null
  next: NextStep
  /** Seconds to wait before asking again; null unless `next` is `retry`. */
  retryAfter: number | null
}

/** Makes a judgement that nothing more is to be asked. */
export function settled(verdict: MailVerdict, reason: MailReason, exists: boolean | null = null): Judgement {
  return { verdict, reason, exists, next: 'stop', retryAfter: null }
}

/** Makes a judgement that nothing is known yet, and says what may help. */
export function undecided(reason: MailReason, next: NextStep, retryAfter: number | null = null): Judgement {
  return { verdict: 'unknown', reason, exists: null, next, retryAfter }
}
