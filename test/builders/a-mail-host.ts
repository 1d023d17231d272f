import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { setTimeout as sleep } from 'node:timers/promises'
import { aCertificate } from './a-certificate.ts'

/** What a mail host says; a list is said one after the other, the last for ever. Lines of a reply are parted by LF. */
export type MailScript = {
  greeting?: string | string[]
  ehlo?: string
  helo?: string
  mail?: string | string[]
  /** By local part in lower case; `*` for everybody else. Default: everybody is taken. */
  rcpt?: Record<string, string | string[]>
  rset?: string
  /** Offers STARTTLS; `required` takes no mail without it, `broken` offers and then fails. */
  starttls?: 'offered' | 'required' | 'broken'
  /** Bytes to a packet. */
  pieces?: number
  /** Milliseconds before each reply. */
  delay?: number
  /** Stage at which it hangs up instead of replying; behind a `+` right after replying. */
  drop?: string
  /** Stage at which it says nothing more. */
  silent?: string
}

const certificate = aCertificate()

/** A real SMTP server on loopback that follows a script, and counts what it was asked. */
export async function aMailHost(script: MailScript, { address = '127.0.0.1', port = 0 } = {}) {
  const seen = { connections: 0, encrypted: 0, commands: [] as string[] }
  const turns = new Map<string, number>()
  const next = (key: string, reply: string | string[]) => {
    if (typeof reply === 'string') return reply
    const turn = turns.get(key) ?? 0
    turns.set(key, turn + 1)
    return reply[Math.min(turn, reply.length - 1)]
  }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    seen.connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    void converse(socket, { script, seen, next, greet: true })
  })
  server.listen(port, address)
  await once(server, 'listening')
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { port: (server.address() as { port: number }).port, seen, close }
}

type Talk = {
  script: MailScript
  seen: { encrypted: number; commands: string[] }
  next: (key: string, reply: string | string[]) => string
  greet: boolean
}

async function converse(socket: Socket, talk: Talk): Promise<void> {
  const { script, seen, next, greet } = talk
  const encrypted = socket instanceof TLSSocket
  if (encrypted) seen.encrypted++
  const say = (stage: string, reply: string) => speak(socket, script, stage, reply)
  if (greet && !(await say('greeting', next('greeting', script.greeting ?? '220 mx.example ESMTP')))) return
  let rest = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    const lines = (rest + String(chunk)).split('\r\n')
    rest = lines.pop()!
    for (const line of lines) {
      seen.commands.push(line)
      const [verb] = line.split(/[ :]/)
      const stage = verb.toLowerCase()
      if (stage === 'starttls') {
        await say(stage, '220 2.0.0 Ready')
        if (script.starttls === 'broken') return void socket.destroy()
        const secure = new TLSSocket(socket, { isServer: true, ...certificate })
        secure.on('error', () => {})
        return void converse(secure, { ...talk, greet: false })
      }
      if (stage === 'quit') return void socket.end('221 2.0.0 Bye\r\n')
      if (!(await say(stage, answer(stage, line, encrypted, talk)))) return
    }
  }
}

function answer(stage: string, line: string, encrypted: boolean, { script, next }: Talk): string {
  if (stage === 'ehlo') {
    const reply = script.ehlo ?? '250-mx.example\n250 PIPELINING'
    return script.starttls && !encrypted
      ? reply
          .replace(/^250[ -]/, '250-')
          .replace(/\n?$/, '\n250 STARTTLS')
          .replace(/\n250 PIPELINING\n/, '\n250-PIPELINING\n')
      : reply
  }
  if (stage === 'helo') return script.helo ?? '250 mx.example'
  if (stage === 'mail' && script.starttls === 'required' && !encrypted)
    return '530 5.7.0 Must issue a STARTTLS command first'
  if (stage === 'mail') return next('mail', script.mail ?? '250 2.1.0 Ok')
  if (stage === 'rset') return script.rset ?? '250 2.0.0 Ok'
  if (stage !== 'rcpt') return '500 5.5.2 What?'
  const local = /<([^>]*)@/.exec(line)?.[1].toLowerCase() ?? ''
  const table = script.rcpt ?? {}
  const key = Object.hasOwn(table, local) ? local : '*'
  return next(`rcpt ${key}`, table[key] ?? '250 2.1.5 Ok')
}

/** Says a reply the way the script wants; false when the conversation ends with it. */
async function speak(socket: Socket, script: MailScript, stage: string, reply: string): Promise<boolean> {
  if (script.delay) await sleep(script.delay)
  if (script.silent === stage) return false
  if (script.drop === stage) {
    socket.destroy()
    return false
  }
  const bytes = Buffer.from(`${reply.replaceAll('\n', '\r\n')}\r\n`)
  const size = script.pieces ?? bytes.length
  for (let at = 0; at < bytes.length; at += size) {
    if (socket.destroyed) return false
    socket.write(bytes.subarray(at, at + size))
    if (size < bytes.length) await new Promise((resolve) => setImmediate(resolve))
  }
  if (script.drop === `+${stage}`) socket.end()
  return script.drop !== `+${stage}`
}
