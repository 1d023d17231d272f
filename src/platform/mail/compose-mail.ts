import MailComposer from 'nodemailer/lib/mail-composer'

/** A message, ready to become bytes. */
export type Message = {
  /** `Name <address>` or an address: the operator's own, from the configuration. */
  from: string
  /** One address that `readMailAddress` gave. */
  to: string
  subject: string
  text: string
  html: string
  /** With its angle brackets. */
  messageId: string
  date: Date
  /** Further headers, each on one line. */
  headers?: Record<string, string>
}

/**
 * Turns a message into its bytes (RFC 5322, MIME: plain text and HTML side by side). The same message gives the same
 * bytes. Nothing in it can end a header: line breaks and other control characters there become spaces.
 */
export async function composeMail({ messageId, headers = {}, ...message }: Message): Promise<Buffer> {
  const composer = new MailComposer({
    ...message,
    to: { name: '', address: message.to },
    from: oneLine(message.from),
    subject: oneLine(message.subject),
    messageId: oneLine(messageId),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)])),
    baseBoundary: messageId.replace(/[^a-z0-9]/gi, '').slice(0, 40),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

/** A text fit for a header: control characters, line separators and the marks that turn the reading order are gone. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
}
