import { Button } from '@mantine/core'
import { IconLockOpen } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { quote } from '../../api/exports.ts'
import { formatCount } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import { ExportButton } from '../../components/export-button.tsx'
import { Trouble } from '../../components/trouble.tsx'
import { useUnlock } from '../../components/use-unlock.ts'

/** What unlocking would cost, said before it is done: it cannot be taken back, and is paid once. Then, to export them. */
export function UnlockOffer({ contacts }: { contacts: string[] }) {
  const { data, error } = useQuery(quote(contacts))
  const unlocking = useUnlock(contacts)
  if (error !== null) return <Trouble error={error} />
  if (data === undefined) return null
  const { fresh, owned, cost, balance, enough } = data
  if (fresh === 0 && owned === 0) return <span className="quiet">None of these can be unlocked.</span>
  if (fresh === 0) {
    return (
      <ExportButton size="xs" wish={{ contacts }}>
        Export
      </ExportButton>
    )
  }
  const people = fresh === 1 ? '1 person' : `${formatCount(fresh)} people`
  if (!enough) {
    return (
      <span>
        Unlocking {people} costs {formatCount(cost)} credits; you have {formatCount(balance)}.{' '}
        <Link className={page['link']} to="/account/balance">
          Get credits
        </Link>
      </span>
    )
  }
  return (
    <>
      <Button
        size="xs"
        leftSection={<IconLockOpen size={14} stroke={1.8} aria-hidden />}
        loading={unlocking.isPending}
        onClick={() => unlocking.mutate()}
      >
        Unlock {people} for {formatCount(cost)} {cost === 1 ? 'credit' : 'credits'}
      </Button>
      <span className="quiet tabular">you have {formatCount(balance)}</span>
      <Trouble error={unlocking.error} />
    </>
  )
}
