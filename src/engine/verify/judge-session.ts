import { settled, undecided, type Judgement, type MailReason } from './judgement.ts'
import { readMeaning, type ReplyMeaning, type SmtpReply } from './read-meaning.ts'
import { retryAfter } from './retry-after.ts'

/** Where in the conversation something was said. `probe` is the RCPT of a mailbox that cannot exist. */
export type SmtpStage = 'connect' | 'greeting' | 'ehlo' | 'starttls' | 'mail' | 'rcpt' | 'probe'

/** How a conversation stands: going on, or ended before its time at `stage`. */
export type SmtpEnd = 'open' | 'dropped' | 'timeout' | 'unreachable' | 'private' | 'garbled'

/** What one mail host said when it was asked for one address. */
export type SmtpSession = {
  replies: (SmtpReply & { stage: SmtpStage })[]
  end: SmtpEnd
  /** The address needs SMTPUTF8 and the host does not offer it. */
  utf8Missing?: boolean
}

export type SessionFacts = {
  /** Whether the domain takes every address, where that is known from before. */
  acceptsAll: boolean | null
  /** How often the address was asked for before and put off. */
  tries: number
}

/** Judges what one host said of one address. Never throws; what is not clear is unknown. */
export function judgeSession(session: SmtpSession, { acceptsAll, tries }: SessionFacts): Judgement {
  const reply = (stage: SmtpStage) => session.replies.findLast((each) => each.stage === stage)
  const rcpt = reply('rcpt')
  if (rcpt === undefined) return judgeUnasked(session, tries)
  const judged = judgeRefusal(rcpt, tries)
  if (judged !== null) return judged
  if (acceptsAll === true) return settled('accept-all', 'accepts_everything')
  if (acceptsAll === false) return settled('deliverable', 'accepted', true)
  const probe = reply('probe')
  if (probe === undefined) return undecided('probe_undecided', session.end === 'open' ? 'probe' : 'next-host')
  const stray = judgeProbe(probe)
  if (stray === true) return settled('accept-all', 'accepts_everything')
  return stray === false ? settled('deliverable', 'accepted', true) : undecided('probe_undecided', 'stop')
}

/**
 * Whether a host takes every address, from its reply to a mailbox that cannot exist: null when it did not say. A greylisted,
 * throttled or policed probe says nothing.
 */
export function judgeProbe(reply: SmtpReply): boolean | null {
  const meaning = readMeaning(reply)
  if (meaning === 'accepted') return true
  return meaning === 'absent' || meaning === 'disabled' || meaning === 'moved' ? false : null
}

/** Reasons of refusals that say nothing of the mailbox and would be the same a minute later. */
const FINAL: Partial<Record<ReplyMeaning, MailReason>> = {
  cannot_verify: 'cannot_verify',
  policy: 'policy',
  sender_refused: 'sender_refused',
  authentication_required: 'authentication_required',
  unclear: 'unclear_reply',
}
/** Reasons that another host of the domain may not have. */
const OF_THE_HOST: Partial<Record<ReplyMeaning, MailReason>> = {
  relay_denied: 'relay_denied',
  smtputf8_missing: 'smtputf8_missing',
  protocol: 'protocol_error',
}

/** Judges a reply to RCPT; null when it accepts. */
function judgeRefusal(reply: SmtpReply, tries: number): Judgement | null {
  const meaning = readMeaning(reply)
  if (meaning === 'accepted') return null
  if (meaning === 'absent') return settled('undeliverable', 'no_such_mailbox', false)
  if (meaning === 'disabled') return settled('undeliverable', 'mailbox_disabled', false)
  if (meaning === 'moved') return settled('undeliverable', 'moved', false)
  if (meaning === 'no_mail') return settled('undeliverable', 'accepts_no_mail', false)
  if (meaning === 'mailbox_full') return settled('unknown', 'mailbox_full', true)
  const final = FINAL[meaning]
  if (final) return settled('unknown', final)
  const ofHost = OF_THE_HOST[meaning]
  if (ofHost) return undecided(ofHost, 'next-host')
  if (meaning === 'starttls_required') return undecided('starttls_required', 'starttls')
  return putOff(meaning === 'greylisted' || meaning === 'too_many_recipients' ? meaning : 'try_later', reply, tries)
}

function putOff(reason: MailReason, reply: SmtpReply, tries: number): Judgement {
  const after = retryAfter({ text: reply.text, tries })
  return after === null ? settled('unknown', reason) : undecided(reason, 'retry', after)
}

const ENDS: Record<Exclude<SmtpEnd, 'open'>, MailReason> = {
  dropped: 'dropped',
  timeout: 'timeout',
  unreachable: 'unreachable',
  private: 'private_host',
  garbled: 'protocol_error',
}

/** Judges a conversation that never came to the recipient's reply. */
function judgeUnasked({ replies, end, utf8Missing }: SmtpSession, tries: number): Judgement {
  const last = replies.at(-1)
  if (utf8Missing) return undecided('smtputf8_missing', 'next-host')
  if (last === undefined || last.code < 400) {
    return undecided(end === 'open' ? 'protocol_error' : ENDS[end], 'next-host')
  }
  const meaning = readMeaning(last)
  if (meaning === 'starttls_required') return undecided('starttls_required', 'starttls')
  if (meaning === 'no_mail') return undecided('accepts_no_mail', 'next-host')
  if (last.code < 500) {
    // At the door another host may have time; after it, the sender was looked at, and all hosts share what they remember.
    if (last.stage !== 'mail') return undecided('try_later', 'next-host')
    return putOff(meaning === 'greylisted' ? 'greylisted' : 'try_later', last, tries)
  }
  if (meaning === 'authentication_required') return settled('unknown', 'authentication_required')
  if (last.stage === 'mail') return settled('unknown', meaning === 'policy' ? 'policy' : 'sender_refused')
  return undecided(meaning === 'protocol' ? 'protocol_error' : 'policy', 'next-host')
}
