import {
  IconBook2,
  IconFileInvoice,
  IconFileExport,
  IconFilePlus,
  IconLockOpen,
  IconBuilding,
  IconCoins,
  IconHeartHandshake,
  IconHistory,
  IconInbox,
  IconMail,
  IconMessage,
  IconScale,
  IconSearch,
  IconShieldLock,
  IconStack2,
  IconUser,
  IconUserCheck,
  IconUsers,
  IconTruckDelivery,
  IconArrowsJoin2,
  type Icon,
} from '@tabler/icons-react'
import type { Account, StaffRole } from '../../api/account.ts'

type Address =
  | '/search'
  | '/account'
  | '/account/balance'
  | '/exports'
  | '/lists/unlocked'
  | '/contribute'
  | '/editions'
  | '/add'
  | '/operate/users'
  | '/operate/registrations'
  | '/operate/mails'
  | '/operate/policies'
  | '/operate/feedback'
  | '/operate/invoices'
  | '/operate/accounts'
  | '/operate/providers'
  | '/operate/review'
  | '/operate/requests'
  | '/operate/audit'
  | '/operate/wall'

export type Place = {
  label: string
  /** The label below an icon, where there is little room. */
  short: string
  icon: Icon
  keys: string
  group: 'Work' | 'Operate' | 'Help'
  /** Roles of the instance that may go there; without, everybody who is signed in. */
  staff?: readonly StaffRole[]
  /** Needs an organisation to act for. */
  member?: true
  /** Its turn in the bar at the bottom of a phone; without, it is found under “More”. */
  bar?: number
  to?: Address
  href?: string
}

const anyStaff = ['operator', 'support', 'privacy-officer'] as const
const trusted = ['operator', 'privacy-officer'] as const

/** Where one can go, in the order of the navigation. */
const places: Place[] = [
  { label: 'Search', short: 'Search', icon: IconSearch, keys: 'g s', group: 'Work', bar: 1, to: '/search' },
  {
    label: 'Unlocked',
    short: 'Unlocked',
    icon: IconLockOpen,
    keys: 'g u',
    group: 'Work',
    member: true,
    bar: 2,
    to: '/lists/unlocked',
  },
  {
    label: 'Exports',
    short: 'Exports',
    icon: IconFileExport,
    keys: 'g x',
    group: 'Work',
    member: true,
    bar: 3,
    to: '/exports',
  },
  {
    label: 'Contribute',
    short: 'Give',
    icon: IconHeartHandshake,
    keys: 'g c',
    group: 'Work',
    member: true,
    to: '/contribute',
  },
  {
    label: 'Balance',
    short: 'Balance',
    icon: IconCoins,
    keys: 'g b',
    group: 'Work',
    member: true,
    bar: 4,
    to: '/account/balance',
  },
  { label: 'Account', short: 'Account', icon: IconUser, keys: 'g o', group: 'Work', bar: 5, to: '/account' },
  {
    label: 'Editions',
    short: 'Editions',
    icon: IconStack2,
    keys: 'g e',
    group: 'Operate',
    staff: anyStaff,
    bar: 6,
    to: '/editions',
  },
  {
    label: 'Add data',
    short: 'Add',
    icon: IconFilePlus,
    keys: 'g a',
    group: 'Operate',
    staff: ['operator'],
    bar: 7,
    to: '/add',
  },
  {
    label: 'Providers',
    short: 'Providers',
    icon: IconTruckDelivery,
    keys: 'g v',
    group: 'Operate',
    staff: ['operator'],
    to: '/operate/providers',
  },
  {
    label: 'Review',
    short: 'Review',
    icon: IconArrowsJoin2,
    keys: 'g j',
    group: 'Operate',
    staff: ['operator'],
    to: '/operate/review',
  },
  {
    label: 'Requests',
    short: 'Requests',
    icon: IconInbox,
    keys: 'g q',
    group: 'Operate',
    staff: anyStaff,
    to: '/operate/requests',
  },
  {
    label: 'Accounts',
    short: 'Accounts',
    icon: IconBuilding,
    keys: 'g k',
    group: 'Operate',
    staff: ['operator', 'support'],
    to: '/operate/accounts',
  },
  {
    label: 'Invoices',
    short: 'Invoices',
    icon: IconFileInvoice,
    keys: 'g i',
    group: 'Operate',
    staff: ['operator'],
    to: '/operate/invoices',
  },
  {
    label: 'Users',
    short: 'Users',
    icon: IconUsers,
    keys: 'g p',
    group: 'Operate',
    staff: anyStaff,
    to: '/operate/users',
  },
  {
    label: 'Registrations',
    short: 'Registrations',
    icon: IconUserCheck,
    keys: 'g r',
    group: 'Operate',
    staff: anyStaff,
    to: '/operate/registrations',
  },
  {
    label: 'Mail',
    short: 'Mail',
    icon: IconMail,
    keys: 'g m',
    group: 'Operate',
    staff: ['operator', 'support'],
    to: '/operate/mails',
  },
  {
    label: 'Policies',
    short: 'Policies',
    icon: IconScale,
    keys: 'g l',
    group: 'Operate',
    staff: trusted,
    to: '/operate/policies',
  },
  {
    label: 'Feedback',
    short: 'Feedback',
    icon: IconMessage,
    keys: 'g f',
    group: 'Operate',
    staff: anyStaff,
    to: '/operate/feedback',
  },
  {
    label: 'Audit',
    short: 'Audit',
    icon: IconHistory,
    keys: 'g t',
    group: 'Operate',
    staff: trusted,
    to: '/operate/audit',
  },
  {
    label: 'Wall',
    short: 'Wall',
    icon: IconShieldLock,
    keys: 'g w',
    group: 'Operate',
    staff: trusted,
    to: '/operate/wall',
  },
  { label: 'API docs', short: 'API', icon: IconBook2, keys: 'g d', group: 'Help', bar: 8, href: '/docs' },
]

/** The places that somebody may go to. Until it is known who they are, the first alone, so that nothing moves about. */
export function placesOf(who: Account | undefined): Place[] {
  if (who === undefined) return places.slice(0, 1)
  return places.filter(({ staff, member, to }) => {
    if (member === true) return who.organisation !== null
    if (to === '/account') return who.kind === 'user'
    return staff === undefined || who.staff.some((role) => staff.includes(role))
  })
}

/** The first few of them, for the bar at the bottom of a phone; the rest is under “More”. */
export function barOf(all: Place[]): Place[] {
  const ROOM = 4
  return all
    .filter(({ bar }) => bar !== undefined)
    .toSorted((one, other) => (one.bar ?? 0) - (other.bar ?? 0))
    .slice(0, ROOM)
}
