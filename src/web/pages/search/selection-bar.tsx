import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { Contact } from '../../../modules/search/index.ts'
import { formatCount } from '../../codes/format.ts'
import type { Column } from './columns.tsx'
import classes from './contact-table.module.css'
import { UnlockOffer } from './unlock-offer.tsx'

function cellText(contact: Contact, key: string): string {
  if (key === 'place') return [contact.city, contact.region, contact.country].filter(Boolean).join(', ')
  const value = contact[key as keyof Contact]
  return typeof value === 'string' || typeof value === 'number' ? String(value).replaceAll(/[\t\r\n]+/g, ' ') : ''
}

function asTable(picked: ReadonlyMap<string, Contact>, shown: Column[]): string {
  const lines = [...picked.values()].map((contact) => shown.map((column) => cellText(contact, column.key)).join('\t'))
  return [shown.map((column) => column.label).join('\t'), ...lines].join('\n')
}

/** To unlock those that are not, then to export them. Where nothing is locked, everything is in full already. */
function Ways({ picked }: { picked: Contact[] }) {
  const isForSale = picked.some((contact) => contact.locked === true || contact.owned === true)
  return isForSale ? <UnlockOffer contacts={picked.map(({ id }) => id)} /> : null
}

/** What can be done with the selected rows. */
export function SelectionBar({
  picked,
  shown,
  onClear,
}: {
  picked: ReadonlyMap<string, Contact>
  shown: Column[]
  onClear: () => void
}) {
  const clipboard = useClipboard({ timeout: 1500 })
  if (picked.size === 0) return null
  return (
    <div className={classes['selection']} role="region" aria-label="Selection">
      <strong className="tabular">{formatCount(picked.size)} selected</strong>
      <Ways picked={[...picked.values()]} />
      <Button
        size="xs"
        variant="default"
        leftSection={clipboard.copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => clipboard.copy(asTable(picked, shown))}
      >
        {clipboard.copied ? 'Copied' : 'Copy as a table'}
      </Button>
      <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
        Clear
      </Button>
    </div>
  )
}
