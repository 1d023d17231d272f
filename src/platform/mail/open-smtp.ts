import { createTransport } from 'nodemailer'
import type { Delivery, MailTransport } from './mail-transport.ts'

type SmtpOptions = {
  /** `smtp://user:password@host:587` or `smtps://…:465`; `?connections=1` says how many at most. */
  url: string
  /** Connections at most, when the URL does not say (default 5). */
  connections?: number
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Opens a pool of connections to an SMTP server; other machines' only over TLS, unless the URL says `ignoreTLS=true`. */
export function openSmtp({ url, connections: usual = 5 }: SmtpOptions): MailTransport {
  const { hostname, searchParams } = new URL(url)
  const connections = Math.min(50, Math.max(1, Number(searchParams.get('connections') ?? usual) || usual))
  const pool = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.MAX_SAFE_INTEGER,
    maxRequeues: 0, // what is tried again is decided in one place only: the outbox
    idleTimeout: 10_000,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    requireTLS: !LOOPBACK.has(hostname) && searchParams.get('ignoreTLS') !== 'true',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    kind: 'smtp',
    connections,
    deliver: async ({ from, to, bytes }) => {
      try {
        const { response } = await pool.sendMail({ envelope: { from, to: [to] }, raw: bytes })
        return { outcome: 'sent', answer: short(response) }
      } catch (error) {
        return judge(error)
      }
    },
    close: async () => pool.close(),
  }
}

/** What nodemailer says of a failure: which command, which code of the server's. */
type Failure = { code?: unknown; command?: unknown; responseCode?: unknown; response?: unknown; message?: unknown }

/**
 * Tells failures of one message from failures of the server. The recipient and the message are judged by their own
 * answers (RFC 5321 §4.2.1: 5 for good, 4 for now); all before that, the sender's address included, is about us.
 */
function judge(error: unknown): Delivery {
  const { code, command, responseCode, response, message } = error as Failure
  const answer = short(typeof response === 'string' ? response : String(message))
  const ofMessage = (code === 'EENVELOPE' || code === 'EMESSAGE') && command !== 'MAIL FROM'
  if (!ofMessage || responseCode === 421) return { outcome: 'trouble', answer }
  if (typeof responseCode !== 'number' || responseCode >= 500) return { outcome: 'refused', answer }
  return { outcome: 'deferred', answer }
}

function short(answer: string): string {
  return answer
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
}
