import type { Contract } from '../../api/providers.ts'
import { formatCounted, formatDate } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import page from '../../components/page.module.css'

const DAY = 86_400_000
/** From so many days before its end on, a contract that runs asks for attention. */
const SOON = 30

type Props = { state: Contract['state'] | 'none'; contract: Contract | null; now: number }

/** Where a contract stands, and when that changes. */
export function ContractState({ state, contract, now }: Props) {
  const over = contract?.over ?? null
  const days = over === null ? null : Math.ceil((Date.parse(over) - now) / DAY)
  const isSoon = state === 'running' && days !== null && days <= SOON
  const tone = isSoon ? 'warn' : { running: 'good', ended: 'bad', coming: undefined, none: 'warn' }[state]
  return (
    <>
      <span className={page['badge']} data-tone={tone}>
        {isSoon ? `Ends in ${formatCounted(Math.max(days, 0), 'day')}` : labelOf('contract', state)}
      </span>
      {over === null || contract === null ? null : (
        <div className="quiet">
          {state === 'ended' ? 'since' : 'until'} {formatDate(over)}
        </div>
      )}
    </>
  )
}
