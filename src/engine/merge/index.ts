export type { AddressEvidence, CompanyEvidence, ContactEvidence, EmailEvidence, PhoneEvidence } from './evidence.ts'
export { mergeCompany, type Company } from './merge-company.ts'
export { mergeContact, type Contact } from './merge-contact.ts'
export { supportBits, supportOf, type SupportField } from './support-bits.ts'
