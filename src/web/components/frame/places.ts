import { IconBook2, IconFilePlus, IconSearch, IconStack2, type Icon } from '@tabler/icons-react'

export type Place = {
  label: string
  short: string
  icon: Icon
  keys: string
  to?: '/search' | '/editions' | '/add'
  href?: string
}

/** Where one can go, in the order of the navigation. */
export const places: Place[] = [
  { label: 'Search', short: 'Search', icon: IconSearch, keys: 'g s', to: '/search' },
  { label: 'Editions', short: 'Editions', icon: IconStack2, keys: 'g e', to: '/editions' },
  { label: 'Add data', short: 'Add', icon: IconFilePlus, keys: 'g a', to: '/add' },
  { label: 'API docs', short: 'API', icon: IconBook2, keys: 'g d', href: '/docs' },
]
