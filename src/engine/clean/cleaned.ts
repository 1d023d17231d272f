/** How a value came out: as it stood, put right, doubtful, not a value of its kind, or nothing there at all. */
export type Verdict = 'valid' | 'repaired' | 'suspect' | 'invalid' | 'empty'

/** What every cleaner returns, whatever came in; each kind adds its own fields (see `CleanedByKind`). */
export type Cleaned = {
  /** The text as it came in. */
  input: string
  /** The clean form, or null when nothing usable is there. Cleaning it again changes nothing. */
  value: string | null
  verdict: Verdict
  /** How sure we are that `value` is what was meant, 0–1. */
  confidence: number
  /** Closed codes, in the order in which the steps were taken; empty when nothing was done. */
  why: string[]
}

/** The cleaned value of each kind. Fields and their order are the contract of `fairlist value KIND`. */
export type CleanedByKind = {
  email: Cleaned & {
    /** The part before the `@`, without comments. */
    local: string | null
    /** The part after it, in lower-case ASCII (IDNA A-labels). */
    domain: string | null
    /** Syntax category of the address as it came in, without DNS. */
    category: 'valid' | 'rfc5321' | 'cfws' | 'deprecated' | 'rfc5322' | 'error'
    /** The category's reason, e.g. `err_noatsign`. */
    diagnosis: string
    /** A mailbox of a job, not of a person (`info@`, `sales@`). */
    role: boolean
    /** A mailbox anyone can have at a public provider. */
    free: boolean
    /** A throw-away address. */
    disposable: boolean
    /** What was probably meant, where we did not dare to repair. */
    suggestion: string | null
    /** The same for all spellings that reach one mailbox; to compare, never to send to. */
    key: string | null
  }
  phone: Cleaned & {
    e164: string | null
    /** ISO 3166-1 alpha-2. */
    country: string | null
    type: string | null
    extension: string | null
    national: string | null
  }
  name: Cleaned & {
    title: string
    first: string
    middle: string
    last: string
    suffix: string
    nickname: string
    display: string | null
    key: string | null
  }
  title: Cleaned & {
    level: string | null
    function: string | null
    subfunction: string | null
    matched: string | null
  }
  company: Cleaned & {
    /** The name without its legal form. */
    core: string | null
    /** The legal form as usually written, e.g. `GmbH`. */
    form: string | null
    /** ISO 3166-1 alpha-2, where the form is used in one country only. */
    country: string | null
    /** To compare: lower-case ASCII, without form and article. */
    key: string | null
  }
  domain: Cleaned & {
    registrable: string | null
    suffix: string | null
    free: boolean
  }
  address: Cleaned & {
    number: string | null
    street: string | null
    unit: string | null
    box: string | null
    city: string | null
    region: string | null
    postcode: string | null
    country: string | null
  }
  url: Cleaned & {
    host: string | null
    /** The registrable domain. */
    registrable: string | null
    /** The social network that it is a profile of. */
    network: string | null
    handle: string | null
    /** To compare: without scheme and `www.`, in lower case. */
    key: string | null
  }
  employees: Cleaned & {
    low: number | null
    /** Null where it is open. */
    high: number | null
    /** One of the usual nine, e.g. `51-200`. */
    band: string | null
  }
  revenue: Cleaned & {
    /** In units of the currency. */
    low: number | null
    high: number | null
    band: string | null
    /** ISO 4217. */
    currency: string | null
  }
  date: Cleaned & {
    /** How much of a date is said. */
    precision: 'day' | 'month' | 'year' | null
  }
  industry: Cleaned & {
    /** NAICS 2022, two to six digits. */
    naics: string | null
    /** SIC 1987, where that was said. */
    sic: string | null
    title: string | null
    /** Title of the NAICS sector. */
    sector: string | null
  }
}
