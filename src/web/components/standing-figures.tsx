import type { Standing } from '../api/credits.ts'
import { formatCount, formatCounted, formatDate } from '../codes/format.ts'
import page from './page.module.css'

/** Where an account stands, in four figures. */
export function StandingFigures({ standing: { balance, owned, nextGrant, ending } }: { standing: Standing }) {
  const [soonest] = ending
  const figures: [string, string, string?][] = [
    ['Balance', formatCounted(balance, 'credit')],
    ['Contacts unlocked', formatCount(owned)],
    [
      'Next credits',
      nextGrant === null ? '–' : formatCount(nextGrant.credits),
      nextGrant === null ? undefined : `on ${formatDate(nextGrant.on)}`,
    ],
    [
      'End if not used',
      soonest === undefined ? 'None' : formatCount(soonest.credits),
      soonest === undefined ? undefined : `on ${formatDate(soonest.at)}`,
    ],
  ]
  return (
    <dl className={page['figures']}>
      {figures.map(([label, value, note]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {note === undefined ? null : <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
