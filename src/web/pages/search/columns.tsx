import type { ReactNode } from 'react'
import type { Contact } from '../../../modules/search/index.ts'
import { countryName, formatDate, formatPhone } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import { Confidence } from '../../components/confidence.tsx'
import { Verdict } from '../../components/verdict.tsx'

export type Column = {
  key: string
  label: string
  /** Pixels at first. */
  width: number
  /** The API's name of the order, where it has one. */
  sort?: string
  cell: (contact: Contact) => ReactNode
}

const place = (contact: Contact) =>
  [
    contact.city,
    contact.region?.split('-').at(-1),
    contact.country === undefined ? undefined : countryName(contact.country),
  ]
    .filter((part) => part !== undefined)
    .join(', ')

function EmailCell({ contact }: { contact: Contact }) {
  if (contact.email === undefined) return null
  return (
    <>
      {contact.email_verdict === undefined ? null : <Verdict verdict={contact.email_verdict} wordless />}{' '}
      {contact.email}
    </>
  )
}

/** Every column that can be shown. The name is pinned and always there. */
export const columns: Column[] = [
  { key: 'name', label: 'Name', width: 176, sort: 'name', cell: (contact) => contact.name ?? 'Name not known' },
  { key: 'title', label: 'Title', width: 216, sort: 'title', cell: (contact) => contact.title },
  { key: 'company', label: 'Company', width: 184, sort: 'company', cell: (contact) => contact.company },
  { key: 'email', label: 'E-mail', width: 248, cell: (contact) => <EmailCell contact={contact} /> },
  {
    key: 'phone',
    label: 'Phone',
    width: 152,
    cell: (contact) =>
      contact.phone === undefined ? null : <span className="tabular">{formatPhone(contact.phone)}</span>,
  },
  { key: 'place', label: 'Place', width: 200, cell: place },
  {
    key: 'confidence',
    label: 'Confidence',
    width: 128,
    sort: 'confidence',
    cell: (contact) => <Confidence value={contact.confidence} brief />,
  },
  {
    key: 'seen',
    label: 'Last seen',
    width: 112,
    sort: 'seen',
    cell: (contact) => <span className="tabular">{formatDate(contact.seen)}</span>,
  },
  {
    key: 'level',
    label: 'Level',
    width: 128,
    cell: (contact) => (contact.level === undefined ? null : labelOf('level', contact.level)),
  },
  {
    key: 'function',
    label: 'Function',
    width: 144,
    cell: (contact) => (contact.function === undefined ? null : labelOf('function', contact.function)),
  },
  { key: 'industry', label: 'Industry', width: 176, cell: (contact) => contact.industry },
  { key: 'unit', label: 'Department', width: 160, cell: (contact) => contact.unit },
  {
    key: 'support',
    label: 'Sources',
    width: 88,
    cell: (contact) => <span className="tabular">{contact.support}</span>,
  },
]

export const firstColumns = ['title', 'company', 'email', 'phone', 'place', 'confidence', 'seen']
