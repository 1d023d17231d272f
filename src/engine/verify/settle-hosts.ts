import { settled, undecided, type Judgement, type MailReason } from './judgement.ts'
import { retryAfter } from './retry-after.ts'

/** Reasons from the one that says most to the one that says least, of hosts that left it to the next. */
const TELLING: MailReason[] = [
  'mailbox_full',
  'smtputf8_missing',
  'starttls_required',
  'probe_undecided',
  'relay_denied',
  'policy',
  'try_later',
  'dropped',
  'timeout',
  'protocol_error',
  'unreachable',
  'private_host',
  'accepts_no_mail',
]
/** What may be otherwise the next time. */
const PASSING = new Set<MailReason>(['try_later', 'dropped', 'timeout', 'unreachable'])

/**
 * Judges an address when every host left it to the next one. Only when all of them say that they take no mail (521), nobody
 * can deliver; a host that is down today says nothing.
 */
export function settleHosts(judged: readonly Judgement[], tries: number): Judgement {
  if (judged.length > 0 && judged.every(({ reason }) => reason === 'accepts_no_mail'))
    return settled('undeliverable', 'accepts_no_mail', false)
  const reason = TELLING.find((each) => judged.some((judgement) => judgement.reason === each)) ?? 'unreachable'
  const after = PASSING.has(reason) ? retryAfter({ text: '', tries }) : null
  return after === null ? settled('unknown', reason) : undecided(reason, 'retry', after)
}
