/** What one distinct record says about a contact. Texts are cleaned values; `sure` is the cleaning's own confidence, per mille. */
export type ContactEvidence = {
  /** The whole name, well cased; the parts are as they were written. */
  display: string | null
  prefix: string | null
  first: string | null
  middle: string | null
  last: string | null
  suffix: string | null
  name_sure: number
  title: string | null
  level: string | null
  function: string | null
  subfunction: string | null
  title_sure: number | null
  company_id: string | null
  company: string | null
  industry: string | null
  unit: string | null
  emails: EmailEvidence[] | null
  phones: PhoneEvidence[] | null
  addresses: AddressEvidence[] | null
  linkedin: string | null
  /** Oldest and newest day on which this was said, ISO dates. */
  first_seen: string | null
  seen: string | null
  /** Opaque numbers of the sources that said it. */
  sources: number[]
  /** Rows that said it. */
  records: number
}

/** `checked` is what mail servers said of the address, where they were clear; without it nobody asked, or nobody knows. */
export type EmailEvidence = {
  value: string
  verdict: string
  role: boolean
  sure: number
  domain: string | null
  checked?: 'deliverable' | 'undeliverable' | 'accept-all' | null
}

/** `kind` is the column the number stood in; `names` how many distinct contacts carry the number, `desks` how many of them not as a mobile's. */
export type PhoneEvidence = {
  value: string
  kind: 'phone' | 'mobile' | 'fax'
  type: string | null
  sure: number
  names: number
  desks?: number
}

export type AddressEvidence = {
  value: string
  number: string | null
  street: string | null
  unit: string | null
  box: string | null
  city: string | null
  region: string | null
  postcode: string | null
  country: string | null
  sure: number
}

/** One thing said about a company; what it does not speak of is absent. */
export type CompanyEvidence = {
  name?: string | null
  form?: string | null
  domain?: string | null
  industry?: string | null
  employees?: string | null
  revenue?: string | null
  addresses?: AddressEvidence[] | null
  phones?: PhoneEvidence[] | null
  seen?: string | null
  sources: number[]
}
