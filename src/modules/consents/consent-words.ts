import { channels } from './record-consent.ts'
import { topics } from './registration-kinds.ts'
import type { RegistrationKind } from './registration-kinds.ts'
import type { Channel } from './tables.ts'

/** What each channel is called, and what somebody asks for who ticks it. */
export const channelWords: Record<Channel, { label: string; by: string; ask: string }> = {
  email: { label: 'E-mail', by: 'by e-mail', ask: 'Yes, write to me by e-mail' },
  post: { label: 'Post', by: 'by post', ask: 'Yes, write to me by post' },
  telephone: { label: 'Telephone', by: 'by telephone', ask: 'Yes, call me' },
}

/** The sentence beside a tick box: what ticking it agrees to. */
export function consentSentence(channel: Channel, kind: RegistrationKind): string {
  return `${channelWords[channel].ask} about ${topicsInWords(kind.topics)}.`
}

/** All the words on a form that somebody agrees to, as one text: its digest stands in the ledger. */
export function formText(kind: RegistrationKind): string {
  const fields = kind.fields.map(({ label, why, required }) => `${label}${required ? ' (required)' : ''}: ${why}`)
  const sentences = channels.map((channel) => `[ ] ${consentSentence(channel, kind)}`)
  return [kind.title, kind.intro, ...fields, ...sentences, CONSENT_NOTE].join('\n')
}

/** What stands below the tick boxes. */
export const CONSENT_NOTE =
  'Each is your free choice, and none is needed for the rest. You can withdraw each at any time by the link in every mail.'

/** The consents that the form of an account offers, and the note above them. */
export const accountConsents = {
  note: CONSENT_NOTE,
  consents: channels.map((channel) => ({
    name: `consent-${channel}`,
    label: `${channelWords[channel].ask} about ${topicsInWords(topics.map(({ name }) => name))}.`,
  })),
}

/** A choice in words, for a list: `News by e-mail`. */
export function choiceInWords(topic: string, channel: Channel): string {
  const label = topics.find(({ name }) => name === topic)?.label ?? topic
  return `${label} ${channelWords[channel].by}`
}

function topicsInWords(names: string[]): string {
  const labels = names.map((name) => (topics.find((topic) => topic.name === name)?.label ?? name).toLowerCase())
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`
}
