import codes from './enhanced-codes.json' with { type: 'json' }
import phrases from './reply-phrases.json' with { type: 'json' }

/** Characters of a reply that are read for words. */
const LONGEST = 2000

/** One reply of a mail server: its code and its text, lines parted by LF. */
export type SmtpReply = { code: number; text: string }

/** What a reply means, whatever its words. `unclear`: it refuses, and does not say what. */
export type ReplyMeaning =
  | 'accepted'
  | 'cannot_verify'
  | 'absent'
  | 'disabled'
  | 'moved'
  | 'no_mail'
  | 'mailbox_full'
  | 'policy'
  | 'sender_refused'
  | 'relay_denied'
  | 'starttls_required'
  | 'authentication_required'
  | 'smtputf8_missing'
  | 'too_many_recipients'
  | 'greylisted'
  | 'try_later'
  | 'unclear'
  | 'protocol'

const CODES = codes as Record<string, ReplyMeaning>
const PHRASES = phrases as { meaning: ReplyMeaning; phrases: string[] }[]

/** Codes that mean one thing, whatever the text (RFC 5321, 4.2.3; RFC 7504; RFC 4954). */
const PLAIN: Record<number, ReplyMeaning> = {
  251: 'accepted',
  252: 'cannot_verify',
  521: 'no_mail',
  523: 'starttls_required',
  535: 'authentication_required',
  538: 'starttls_required',
  556: 'no_mail',
}
/** Codes that mean something when nothing else in the reply does. */
const BARE: Record<number, ReplyMeaning> = { 530: 'authentication_required', 551: 'moved', 552: 'mailbox_full' }
/** What says that the mailbox takes nothing: believed only when no word of the reply speaks of something else. */
const GONE = new Set<ReplyMeaning>(['absent', 'disabled', 'moved'])

/**
 * Reads what a reply means from its code, its enhanced code (RFC 3463) and its words. Where code and words contradict each
 * other, the meaning is the one that does not call the mailbox gone: 5.7.1 is policy, whatever follows.
 */
export function readMeaning({ code, text }: SmtpReply): ReplyMeaning {
  if (PLAIN[code]) return PLAIN[code]
  if (code >= 250 && code < 260) return 'accepted'
  if (code < 400 || code > 599) return 'protocol'
  const words = withoutAddresses(joinLines(text.slice(0, LONGEST)).toLowerCase())
  const said = PHRASES.find((each) => each.phrases.some((phrase) => words.includes(phrase)))?.meaning
  const enhanced = meaningOfCode(enhancedCode(text))
  if (code < 500) return readTransient(code, said, enhanced)
  if (said === undefined) return enhanced ?? BARE[code] ?? 'unclear'
  if (!GONE.has(said)) return said
  return enhanced === undefined || GONE.has(enhanced) ? (enhanced ?? said) : enhanced
}

/** The enhanced code at the head of a reply, e.g. `5.1.1`; null when there is none. */
export function enhancedCode(text: string): string | null {
  return /(?:^|[\s#(])([245]\.\d{1,3}\.\d{1,3})(?=$|[\s:;,)])/.exec(text.slice(0, 200))?.[1] ?? null
}

function meaningOfCode(code: string | null): ReplyMeaning | undefined {
  if (code === null) return undefined
  const detail = code.slice(2)
  return CODES[detail] ?? (detail.startsWith('7.') ? 'policy' : undefined)
}

/** A refusal for now: nothing it says of the mailbox is final, but that it is full. */
function readTransient(code: number, said: ReplyMeaning | undefined, enhanced: ReplyMeaning | undefined): ReplyMeaning {
  const kept: (ReplyMeaning | undefined)[] = [
    'mailbox_full',
    'too_many_recipients',
    'starttls_required',
    'authentication_required',
    'greylisted',
  ]
  if (kept.includes(said)) return said!
  if (kept.includes(enhanced)) return enhanced!
  if (code !== 421 && said === undefined && enhanced === 'policy') return 'greylisted'
  return 'try_later'
}

/** Lines of a reply as one, without the enhanced code that each of them repeats. */
function joinLines(text: string): string {
  return text.replace(/\s*\n(?:[245]\.\d{1,3}\.\d{1,3})?\s*/g, ' ')
}

/** Addresses and links are no words of the server: `spamlover@…` is not about spam. */
function withoutAddresses(text: string): string {
  return text.replace(/<[^>\s]*>|\S+@\S+|https?:\/\/\S+/g, ' ')
}
