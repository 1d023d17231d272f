import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { SmtpEnd, SmtpReply } from '../../engine/verify/index.ts'

/** What came back: a reply, or how the connection ended. */
export type Heard = SmtpReply | { end: Exclude<SmtpEnd, 'open'> }

/** No honest reply is longer. */
const MOST_LINES = 128
const MOST_CHARACTERS = 65_536

/** An open connection to a mail host: a command at a time, replies of several lines, whatever pieces they come in. */
export class SmtpLine {
  /** Recipients asked for so far. */
  asked = 0
  encrypted = false
  /** What the host offered in its last EHLO, upper case. */
  offers = new Set<string>()
  /** Set when nothing more can be asked here. */
  ended: Exclude<SmtpEnd, 'open'> | null = null

  #socket: Socket
  #timeout: number
  #rest = ''
  #lines: string[] = []
  #size = 0
  #wake = () => {}

  constructor(socket: Socket, timeout: number) {
    this.#socket = socket
    this.#timeout = timeout
    this.#listen()
  }

  /** Sends a command, if there is one, and gives the reply to it. */
  async ask(command: string | null): Promise<Heard> {
    if (this.ended) return { end: this.ended }
    if (command !== null) this.#socket.write(`${command}\r\n`, 'utf8')
    const timer = setTimeout(() => this.#end('timeout'), this.#timeout)
    const heard = await this.#reply()
    clearTimeout(timer)
    // 421 says that the host hangs up, and at any command.
    if ('code' in heard && heard.code === 421) this.#end('dropped')
    return heard
  }

  /** Goes on encrypted. The certificate is not looked at: nobody is trusted with anything here. False when it fails. */
  async encrypt(host: string): Promise<boolean> {
    this.#socket.removeAllListeners('data').removeAllListeners('close')
    this.#rest = ''
    this.#lines = []
    const plain = this.#socket
    const secure = connectTls({ socket: plain, servername: host, rejectUnauthorized: false })
    this.#socket = secure
    const encrypted = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), this.#timeout)
      const settle = (value: boolean) => {
        clearTimeout(timer)
        resolve(value)
      }
      secure.once('secureConnect', () => settle(true))
      secure.once('close', () => settle(false))
      secure.on('error', () => settle(false))
    })
    this.#listen()
    this.encrypted = encrypted
    if (!encrypted) this.#end('dropped')
    return encrypted
  }

  /** Says goodbye and hangs up, without waiting for an answer. */
  quit(): void {
    if (!this.ended) this.#socket.write('QUIT\r\n')
    this.#socket.end()
    const socket = this.#socket
    setTimeout(() => socket.destroy(), 250).unref()
    this.ended ??= 'dropped'
  }

  #listen(): void {
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', (text: string) => this.#take(text))
    this.#socket.on('close', () => this.#end('dropped'))
    this.#socket.on('error', () => {})
  }

  #take(text: string): void {
    const parts = (this.#rest + text).split('\n')
    this.#rest = parts.pop()!
    this.#lines.push(...parts.map((part) => part.replace(/\r$/, '')))
    this.#size += text.length
    if (this.#size > MOST_CHARACTERS || this.#lines.length > MOST_LINES) this.#end('garbled')
    this.#wake()
  }

  #end(how: Exclude<SmtpEnd, 'open'>): void {
    this.ended ??= how
    if (how !== 'dropped') this.#socket.destroy()
    this.#wake()
  }

  async #reply(): Promise<Heard> {
    const texts: string[] = []
    let code = ''
    for (;;) {
      const line = this.#lines.shift()
      if (line === undefined) {
        if (this.ended) return { end: this.ended }
        await new Promise<void>((resolve) => (this.#wake = resolve))
        continue
      }
      const [, found, more, text] = /^([2-5]\d\d)(?:([ -])(.*))?$/.exec(line) ?? []
      if (found === undefined || (code !== '' && found !== code)) {
        this.#end('garbled')
        return { end: 'garbled' }
      }
      code = found
      texts.push(text ?? '')
      if (more === '-') continue
      this.#size = 0
      return { code: Number(code), text: texts.join('\n') }
    }
  }
}
