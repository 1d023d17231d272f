import type { FastifyReply } from 'fastify'
import type { RegistrationField } from './registration-kinds.ts'
import type { Channel } from './tables.ts'

/** A field of a form as a page shows it. */
export type FormField = Pick<
  RegistrationField,
  'name' | 'type' | 'label' | 'why' | 'required' | 'limit' | 'autocomplete'
> & {
  /** What was typed, put right as far as it could be. */
  value: string
  /** What is wrong with it, as a sentence; null when nothing is. */
  error: string | null
}

/** A tick box: `name` is posted as `on` when it is ticked. */
export type TickBox = { name: string; label: string; ticked: boolean }

type Policy = { version: string; href: string }

/** The pages of this module and what each is told. All forms are plain POSTs. */
export type ConsentPages = {
  /** `/register/<kind>`: the form, empty or as it was posted, with what is wrong at the fields. Posts to `action`. */
  register: {
    kind: string
    title: string
    intro: string
    fields: FormField[]
    /** One for each channel, unticked unless the visitor ticked it. */
    consents: (TickBox & { channel: Channel })[]
    consentNote: string
    /** The privacy policy that holds now; its version is recorded. */
    policy: Policy
    action: string
    submit: string
    /** A sentence about the form as a whole; null when there is none. */
    error: string | null
  }
  /** `/register/<kind>/sent`: what happens next. */
  'register-sent': { title: string; label: string; hours: number }
  /**
   * `/confirm/<token>`: `ready` shows one button that posts to `action`; `confirmed` thanks and leads to the preferences;
   * `expired` and `unknown` say what to do. `again` leads back to the form.
   */
  confirm: {
    state: 'ready' | 'confirmed' | 'expired' | 'unknown'
    /** What was registered for; null when the link does not tell. */
    label: string | null
    action: string
    preferences: string | null
    again: string
  }
  /** `/preferences/<token>` and `/unsubscribe/<token>`: who may write or call about what. */
  preferences: {
    address: string
    /** Posts tick boxes with a button named `save`; buttons named `withdraw` with the values below. */
    action: string
    topics: { name: string; label: string; about: string; boxes: (TickBox & { channel: Channel })[] }[]
    /** Every choice that is given now: one button each, posting `withdraw` = `value`. */
    given: { label: string; value: string }[]
    /** The button that ends everything posts `withdraw` = `everything`; not shown when nothing is given. */
    everything: boolean
    /** On a mail's own link: the topic it belongs to, with a form that posts `List-Unsubscribe=One-Click` to `action`. */
    oneClick: { label: string; action: string } | null
    /** What was just done; null on arrival. */
    notice: 'saved' | 'unchanged' | 'withdrawn' | 'unsubscribed' | 'everything' | null
    /** The last entries of the ledger about this address, newest first. */
    history: { at: string; what: string; how: string; policyVersion: string }[]
    policy: Policy
  }
  /** A signed link that was changed or is no longer honoured. */
  'link-invalid': { contact: string }
}

/** Answers with a page of this module. */
export function showPage<Name extends keyof ConsentPages>(
  reply: FastifyReply,
  name: Name,
  props: ConsentPages[Name],
): FastifyReply {
  return reply.page(name, props)
}
