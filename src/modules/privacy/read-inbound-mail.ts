import PostalMime from 'postal-mime'
import type { Address, Email } from 'postal-mime'
import { AppError } from '../../platform/errors/index.ts'
import { readMailAddress } from '../../platform/mail/index.ts'
import type { MailAddress } from '../../platform/mail/index.ts'
import mailWords from './mail-words.json' with { type: 'json' }
import { hashToken } from './open-request.ts'
import { tidyText } from './read-posted.ts'
import type { RequestKind } from './tables.ts'

/** A mail to the privacy address, as far as it matters. */
export type InboundMail = {
  from: MailAddress | null
  name: string | null
  subject: string
  text: string
  /** What its subject asks for, or where that says nothing, its first lines. */
  kind: RequestKind
  /** Whether the subject itself says so: then it is done at once. */
  plain: boolean
  /** A number of ours in its subject: it goes on with that request. */
  number: string | null
  /**
   * `reply`: written by a machine because a mail of ours came, a bounce or a note of absence. `bulk`: by a machine for many.
   * Nobody answers either.
   */
  machine: 'reply' | 'bulk' | null
  attachments: { name: string; bytes: number }[]
  /** The same mail twice has the same. */
  hash: Buffer
}

/** Characters of a mail that are kept. */
const LIMIT = 20_000
/** Where somebody says what they want, when the subject does not. */
const FIRST = 400

/**
 * Reads a mail (RFC 5322, MIME). `own` are addresses of the instance itself: what comes from them is a loop. Throws
 * `bad_input` for what is none.
 */
export async function readInboundMail(bytes: Buffer, own: string[]): Promise<InboundMail> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 32 }).catch((cause: unknown) => {
    throw new AppError('bad_input', 'This cannot be read as a mail.', { cause })
  })
  if (mail.headers.length === 0) throw new AppError('bad_input', 'This is no mail: it has no header.')
  const sender = firstMailbox(mail.from)
  const from = readMailAddress(sender?.address ?? '')
  const subject = tidyText((mail.subject ?? '').slice(0, 500)).replaceAll('\n', ' ')
  const text = tidyText((mail.text ?? plainOf(mail.html ?? '')).slice(0, LIMIT))
  const named = kindOf(subject)
  return {
    from,
    name: tidyText(sender?.name ?? '').slice(0, 200) || null,
    subject,
    text,
    kind: named ?? kindOf(text.slice(0, FIRST)) ?? 'other',
    plain: named !== null,
    number: /\bR-\d{4}-\d{6,}\b/.exec(subject)?.[0] ?? null,
    machine: machineOf(mail, { from, own }),
    attachments: mail.attachments.slice(0, 50).map(({ filename, content }) => ({
      name: tidyText(filename ?? '').slice(0, 200) || 'without a name',
      bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
    })),
    hash: hashToken(mail.messageId ? `message-id ${mail.messageId.trim()}` : `message ${bytes.toString('latin1')}`),
  }
}

function firstMailbox(address: Address | undefined): { name: string; address: string } | null {
  if (!address) return null
  if (address.group) return address.group[0] ?? null
  return { name: address.name, address: address.address }
}

function kindOf(words: string): RequestKind | null {
  const said = ` ${words.toLowerCase().replace(/[^\p{L}\p{N}'-]+/gu, ' ')} `
  const found = mailWords.find((row) => row.words.some((word) => said.includes(` ${word} `)))
  return (found?.kind as RequestKind | undefined) ?? null
}

type Known = { from: MailAddress | null; own: string[] }

function machineOf(mail: Email, { from, own }: Known): InboundMail['machine'] {
  const header = (name: string) =>
    mail.headers
      .find(({ key }) => key === name)
      ?.value.toLowerCase()
      .trim() ?? ''
  const submitted = header('auto-submitted')
  const isOwn = from !== null && own.some((address) => readMailAddress(address)?.key === from.key)
  const isBounce =
    /^multipart\/report\b/.test(header('content-type')) ||
    /^(mailer-daemon|postmaster|bounces?)([+-]|@)/.test(from?.key ?? '') ||
    header('return-path') === '<>'
  if (isOwn || isBounce || submitted.startsWith('auto-replied') || header('x-autoreply') !== '') return 'reply'
  const isBulk =
    (submitted !== '' && submitted !== 'no') ||
    header('list-id') !== '' ||
    header('list-unsubscribe') !== '' ||
    /^(bulk|list|junk|auto_reply)$/.test(header('precedence'))
  return isBulk ? 'bulk' : null
}

/** The words of HTML, roughly: enough to read what somebody wants. */
function plainOf(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'" }
  return html
    .slice(0, 10 * LIMIT)
    .replace(/<(style|script|head)\b[^]*?<\/\1\s*>/gi, ' ')
    .replace(/<(br|\/p|\/div|\/tr|\/li)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_whole, name: string) => entities[name] ?? ' ')
}
