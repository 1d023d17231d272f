import type { ConsentPages } from '../../modules/consents/index.ts'
import type { HealthScanPages } from '../../modules/health-scan/index.ts'
import type { PrivacyPages } from '../../modules/privacy/index.ts'
import type { SuppressionPages } from '../../modules/suppression/index.ts'

/** Consents that a form offers, each with the name of its tick box, and the note above them. */
export type OfferedConsents = { note: string; consents: { name: string; label: string }[] }

/** What was typed into a form and what is wrong with it, so that the page can show both again. */
export type FormState = {
  /** By name of the field, as it was typed. Passwords are never given back. */
  values?: Record<string, string>
  /** By name of the field, what is wrong, as a sentence for the person who typed it. */
  errors?: Record<string, string>
  /** A sentence about the form as a whole. */
  error?: string | null
}

/** A policy text that somebody is asked to read or agree to. */
export type PolicyLink = { title: string; version: string; href: string }

/** A policy that will hold from a later day; dates are ISO dates. */
export type ComingPolicy = PolicyLink & {
  effective: string
  /** What changes, in a sentence or two. */
  summary: string
  /** Compares it with the one that holds now; null when it is the first. */
  difference: string | null
}

/** One version of a policy in a list. */
export type PolicyVersion = {
  version: string
  effective: string
  state: 'coming' | 'current' | 'past'
  summary: string
  href: string
  /** Compares it with the version before; null for the first. */
  difference: string | null
}

type CommonPages = {
  /** `/`: what this is, what changes soon, and the ways on. */
  home: {
    coming: ComingPolicy[]
    /** What the edition that is served holds; null when there is none. */
    edition: { contacts: number; companies: number } | null
    /** Hours of support in a line, e.g. `Monday to Friday, 9:00 to 17:00 (UTC)`. */
    hours: string | null
  }
  /** How to reach somebody, and when. What is null is not shown. */
  contact: {
    hours: string[]
    email: string | null
    telephone: string | null
    post: string[] | null
    /** Days or hours within which an answer comes, as a phrase: `two working days`. */
    answer: string | null
    /** Who is responsible for the data, and their privacy officer: lines of text. */
    responsible: string[] | null
  }
  /** `/feedback`: posts `topic`, `message`, `email` (may be empty). */
  feedback: FormState & { sent: boolean; topics: { value: string; label: string }[] }
  /** Something was done or cannot be done: a title, sentences, ways on. */
  message: {
    title: string
    tone: 'done' | 'plain' | 'problem'
    text: string[]
    links: { label: string; href: string }[]
  }
  /** An error answered to a browser. `problem` is what `application/problem+json` would hold. */
  error: {
    problem: { status: number; title: string; detail?: string | undefined; instance?: string | undefined }
    /** Seconds after which trying again makes sense. */
    retryAfter?: number | null
  }
}

type AccountPages = {
  /** `/sign-in`: posts `email`, `password`, `next`. */
  'sign-in': FormState & {
    /** Path of this site to go on to. */
    next: string | null
    notice: 'signed-out' | 'confirmed' | 'password-changed' | 'sign-in-first' | 'operator-made' | null
  }
  /** `/sign-up`: posts `name`, `email`, `organisation`, `password`, `terms` (`on`). */
  'sign-up': FormState & { policies: PolicyLink[]; consents: OfferedConsents; passwordLength: number }
  /** Says to look into the mailbox. `address` as it was typed; the page says the same whether it is known or not. */
  'check-mail': { purpose: 'sign-up' | 'forgotten' | 'invitation'; address: string | null; hours: number }
  /** Behind the link of a new account's mail: one button, as mail programs open links by themselves. Posts to `action`. */
  'confirm-account': { email: string; action: string }
  /** The link in a mail of ours was used before, is too old or was changed: what to do now. */
  'link-used': { purpose: 'sign-up' | 'forgotten' | 'invitation'; state: 'used' | 'expired' | 'unknown' }
  /** `/forgotten`: posts `email`. */
  forgotten: FormState
  /** `/new-password`: posts `token`, `password`. */
  'new-password': FormState & { token: string; action: string; passwordLength: number }
  /** `/invitation/…`: what depends on who looks. Posts to `action`: `name`, `password`, `terms` for `new`, nothing for `accept`. */
  invitation: FormState & {
    organisation: string
    inviter: string
    role: 'owner' | 'member'
    /** The address that was invited. */
    email: string
    /** `new`: has no account yet. `sign-in`: has one, is signed out. `accept`: one button. `other`: signed in as somebody else. */
    state: 'new' | 'sign-in' | 'accept' | 'other'
    action: string
    /** The sign-in page with the way back here. */
    signIn: string
    consents: OfferedConsents
    policies: PolicyLink[]
    passwordLength: number
  }
  /** `/first-operator`: posts `name`, `email`, `organisation`, `password`. Only over loopback, only while there is none. */
  'first-operator': FormState & { passwordLength: number }
}

type PolicyPages = {
  /** `/policies`: every policy with what holds now and what comes. */
  policies: {
    items: {
      title: string
      about: string
      version: string
      effective: string
      href: string
      coming: ComingPolicy | null
    }[]
  }
  /** A policy in one version. `html` is the Markdown, made into HTML without any markup of its own. */
  policy: {
    title: string
    version: string
    effective: string
    state: PolicyVersion['state']
    html: string
    /** All versions, newest first. */
    versions: PolicyVersion[]
  }
  /** Two versions of a policy, line by line. */
  'policy-difference': {
    title: string
    before: { version: string; effective: string; href: string }
    after: { version: string; effective: string; href: string }
    summary: string
    lines: { kind: 'same' | 'added' | 'removed'; text: string }[]
  }
  /** Before going on after signing in: posts `accept` (`on`, one tick for all) and `next` to `action`. */
  acceptance: FormState & {
    policies: (PolicyLink & { effective: string; summary: string; difference: string | null })[]
    action: string
    next: string | null
  }
  /** `/cookies`: which there are, and the choice about preference cookies: posts `preferences` = `allow` or `decline`. */
  cookies: {
    cookies: { name: string; purpose: string; kept: string; kind: 'session' | 'preferences' }[]
    choice: 'allowed' | 'declined' | null
    saved: boolean
    /** The cookie notice in full. */
    policy: PolicyLink | null
  }
}

/** Every public page by its name, and what it is told. `reply.page(name, props)` answers with one. */
export type Pages = CommonPages &
  AccountPages &
  PolicyPages &
  ConsentPages &
  SuppressionPages &
  PrivacyPages &
  HealthScanPages

/** What all pages show around their content. */
export type Frame = {
  /** What the instance is called. */
  site: string
  /** Who is signed in; null for nobody. */
  user: { name: string } | null
  /** Whether the browser sends a Global Privacy Control signal. */
  gpc: boolean
  /** Until the first operator exists: the way to become it. */
  unclaimed: boolean
}
