import type { SaidRecord } from '../../api/review.ts'
import { formatDate } from '../../codes/format.ts'
import page from '../../components/page.module.css'
import classes from './review.module.css'

type Props = { label: string; records: readonly SaidRecord[]; others?: readonly SaidRecord[] }

const fields: [string, (record: SaidRecord) => string][] = [
  ['Name', ({ name }) => name ?? ''],
  ['Title', ({ title }) => title ?? ''],
  ['Company', ({ company, unit }) => [company, unit].filter(Boolean).join(' · ')],
  ['E-mail', ({ emails }) => emails.join(' ')],
  ['Telephone', ({ phones }) => phones.join(' ')],
  ['Address', ({ addresses }) => addresses.join(' ')],
]

/** What records say, numbered; what none of the others says is marked. Sources are counted, never named. */
export function SaidRecords({ label, records, others }: Props) {
  const isOwn = (read: (record: SaidRecord) => string, value: string) =>
    others !== undefined &&
    value !== '' &&
    others.some((other) => read(other) !== '') &&
    !others.some((other) => read(other).toLowerCase() === value.toLowerCase())
  return (
    <section className={page['card']} aria-label={label}>
      <h2>{label}</h2>
      {records.map((record, place) => (
        // The same may be said twice.
        // oxlint-disable-next-line react/no-array-index-key
        <dl key={place} className={classes['record']}>
          {fields.flatMap(([name, read]) => {
            const value = read(record)
            if (value === '') return []
            const differs = isOwn(read, value)
            return [
              <div key={name}>
                <dt>{name}</dt>
                <dd className={differs ? classes['differs'] : undefined}>
                  {value}
                  {differs ? ' (differs)' : ''}
                </dd>
              </div>,
            ]
          })}
          <div>
            <dt>Record {place + 1}</dt>
            <dd>
              {record.sources === 1 ? '1 source' : `${record.sources} sources`}
              {record.seen === null ? '' : `, seen ${formatDate(record.seen)}`}
            </dd>
          </div>
        </dl>
      ))}
    </section>
  )
}
