import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerEnvelope } from 'smtp-server'

/** A message that the server took. */
export type Taken = { from: string; to: string[]; bytes: Buffer; mail: Email }

type Refusal = { code: number; words: string }

export type AnSmtpServer = {
  url: string
  taken: Taken[]
  /** How many messages were taken, also when they are not kept. */
  count(): number
  close(): Promise<void>
}

type Options = {
  port?: number
  /** What the server has against a recipient, or null. */
  recipient?: (address: string) => Refusal | null
  /** What it has against a client before anything else, or null. */
  greeting?: () => Refusal | null
  /** Called when a message has come in whole; it is acknowledged afterwards. */
  onTaken?: (messageId: string, bytes: Buffer) => void
  /** Reads and keeps what it takes (default). */
  keep?: boolean
}

/** A real SMTP server on loopback that keeps what it is sent. */
export async function anSmtpServer(options: Options = {}): Promise<AnSmtpServer> {
  const { port = 0, recipient = () => null, greeting = () => null, onTaken = () => {}, keep = true } = options
  const taken: Taken[] = []
  let count = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onMailFrom: (_address, _session, callback) => callback(asError(greeting())),
    onRcptTo: (address, _session, callback) => callback(asError(recipient(address.address))),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => void take(Buffer.concat(chunks), session.envelope, callback))
    },
  })
  const take = async (bytes: Buffer, { mailFrom, rcptTo }: SMTPServerEnvelope, done: () => void) => {
    count++
    onTaken(/^message-id:\s*(\S+)/im.exec(bytes.toString('latin1'))?.[1] ?? '', bytes)
    if (keep) {
      const mail = await PostalMime.parse(bytes)
      const from = mailFrom ? mailFrom.address : ''
      taken.push({ from, to: rcptTo.map(({ address }) => address), bytes, mail })
    }
    done()
  }
  server.on('error', () => {}) // a client that is killed breaks its connection
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const { port: given } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${given}`,
    taken,
    count: () => count,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function asError(refusal: Refusal | null): Error | null {
  return refusal ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : null
}
