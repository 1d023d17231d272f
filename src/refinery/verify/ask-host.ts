import {
  judgeSession,
  undecided,
  type Judgement,
  type SmtpReply,
  type SmtpSession,
  type SmtpStage,
} from '../../engine/verify/index.ts'
import type { SmtpLine } from './smtp-line.ts'

type Asking = {
  line: SmtpLine
  host: string
  address: string
  /** A mailbox of the same domain that cannot exist. */
  probe: string
  helo: string
  sender: string
  /** Whether the domain takes every address, if that is known. */
  acceptsAll: boolean | null
  /** How often the address was put off before. */
  tries: number
}

/** What a host said of an address, as judged, and all the replies. */
export type HostAnswer = { judgement: Judgement; session: SmtpSession }

/** Reads the greeting and introduces us. The replies are those that a session begins with when it ends here. */
export async function introduce(line: SmtpLine, helo: string): Promise<SmtpSession> {
  const session: SmtpSession = { replies: [], end: 'open' }
  const greeting = await say(session, line, 'greeting', null)
  if (greeting?.code === 220) await sayHello(session, line, helo)
  return session
}

/** Asks a host, on an open line that is introduced, whether it takes mail for an address; ends with a clean transaction. */
export async function askHost(asking: Asking): Promise<HostAnswer> {
  const { line, acceptsAll, tries } = asking
  line.asked++
  let session = await converse(asking)
  let judgement = judgeSession(session, { acceptsAll, tries })
  if (judgement.next === 'starttls') {
    const problem = await goEncrypted(asking)
    if (problem !== null) return { judgement: problem, session }
    session = await converse(asking)
    judgement = judgeSession(session, { acceptsAll, tries })
    if (judgement.next === 'starttls') judgement = undecided('starttls_required', 'next-host')
  }
  if (judgement.next === 'probe') {
    await say(session, line, 'probe', `RCPT TO:<${asking.probe}>`)
    judgement = judgeSession(session, { acceptsAll, tries })
    if (judgement.next === 'probe') judgement = undecided('probe_undecided', 'next-host')
  }
  if (line.ended === null) await line.ask('RSET')
  return { judgement, session }
}

async function converse({ line, address, sender }: Asking): Promise<SmtpSession> {
  const session: SmtpSession = { replies: [], end: 'open' }
  // oxlint-disable-next-line no-control-regex -- ASCII is what needs no SMTPUTF8
  const international = /[^\x00-\x7f]/.test(address)
  if (international && !line.offers.has('SMTPUTF8')) return { ...session, utf8Missing: true }
  const mail = await say(session, line, 'mail', `MAIL FROM:<${sender}>${international ? ' SMTPUTF8' : ''}`)
  if (mail && mail.code < 300) await say(session, line, 'rcpt', `RCPT TO:<${address}>`)
  return session
}

async function goEncrypted({ line, host, helo }: Asking): Promise<Judgement | null> {
  const lost = undecided('starttls_required', 'next-host')
  if (line.encrypted || !line.offers.has('STARTTLS')) return lost
  const heard = await line.ask('STARTTLS')
  if (!('code' in heard) || heard.code !== 220 || !(await line.encrypt(host))) return lost
  const session: SmtpSession = { replies: [], end: 'open' }
  await sayHello(session, line, helo)
  return line.ended === null ? null : lost
}

async function sayHello(session: SmtpSession, line: SmtpLine, helo: string): Promise<void> {
  const hello = await say(session, line, 'ehlo', `EHLO ${helo}`)
  if (hello === null) return
  line.offers = new Set(hello.code < 300 ? hello.text.split('\n').map((each) => each.split(' ')[0].toUpperCase()) : [])
  // RFC 5321, 3.2: a server that does not know EHLO is asked with HELO.
  if ([500, 501, 502, 504].includes(hello.code)) await say(session, line, 'ehlo', `HELO ${helo}`)
}

/** Says one thing and notes the reply, or the end. */
async function say(
  session: SmtpSession,
  line: SmtpLine,
  stage: SmtpStage,
  command: string | null,
): Promise<SmtpReply | null> {
  const heard = await line.ask(command)
  if (!('code' in heard)) {
    session.end = heard.end
    return null
  }
  session.replies.push({ ...heard, stage })
  return heard
}
