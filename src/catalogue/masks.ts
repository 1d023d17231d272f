/** What is hidden of an edition, for whatever reason. */
export type Masks = {
  /** MACs of suppressed identifiers, sorted by their bytes: who has one of them is hidden. */
  suppressed: readonly Buffer[]
  /** Contacts hidden for other reasons; ids that the edition does not have are passed over. */
  contacts: Iterable<string>
  /** Fields hidden of contacts that are seen otherwise, by contact: names of `fieldColumns`. */
  fields: ReadonlyMap<string, readonly string[]>
}

/** Fields that are chosen together and hidden together, with their columns. */
export const fieldColumns: Readonly<Record<string, readonly string[]>> = {
  name: ['name', 'prefix', 'first', 'middle', 'last', 'suffix', 'confidence_name'],
  title: ['title', 'level', 'function', 'subfunction', 'confidence_title'],
  company: ['company', 'company_id', 'industry', 'confidence_company'],
  unit: ['unit'],
  email: ['email', 'email_verdict', 'email_role', 'confidence_email'],
  emails: ['emails'],
  phone: ['phone', 'phone_type', 'confidence_phone'],
  phones: ['phones'],
  address: ['street', 'city', 'region', 'postcode', 'country', 'confidence_address'],
  linkedin: ['linkedin'],
  history: ['history'],
}

/** The field that a name means: itself, or the one that the column belongs to. */
export function fieldOf(name: string): string {
  if (Object.hasOwn(fieldColumns, name)) return name
  return Object.keys(fieldColumns).find((field) => fieldColumns[field].includes(name)) ?? name
}
