/** What a mail says, apart from how it looks: one source for plain text and HTML, so that both say the same. */
export type MailLetter = {
  subject: string
  /** Paragraphs, lists and the one thing to do, in order. */
  blocks: Block[]
  /** Small print: why this mail came, what can be done about it. */
  footer: Block[]
}

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  /** The one thing to do, as a button; the address stands below it for programs without HTML. */
  | { kind: 'action'; label: string; url: string }
  | { kind: 'link'; label: string; url: string }

export const text = (words: string): Block => ({ kind: 'text', text: words })
export const list = (items: string[]): Block => ({ kind: 'list', items })
export const action = (label: string, url: string): Block => ({ kind: 'action', label, url })
export const link = (label: string, url: string): Block => ({ kind: 'link', label, url })
