import { formatPerMille } from '../codes/format.ts'
import classes from './confidence.module.css'

const bands = [
  { from: 850, word: 'High', tone: 'good' },
  { from: 550, word: 'Fair', tone: 'fair' },
  { from: 0, word: 'Low', tone: 'warn' },
] as const

/** A confidence in per mille as a bar, a figure and (unless `brief`) a word: never by colour alone. */
export function Confidence({ value, brief = false }: { value: number | undefined; brief?: boolean }) {
  if (value === undefined) return <span className="quiet">–</span>
  const band = bands.find((one) => value >= one.from) ?? bands[2]
  return (
    <span
      className={classes['confidence']}
      data-tone={band.tone}
      title={`Confidence ${formatPerMille(value)}: ${band.word}`}
    >
      <span className={classes['track']} aria-hidden>
        <span style={{ width: `${value / 10}%` }} />
      </span>
      <span className="tabular">{formatPerMille(value)}</span>
      {brief ? null : <span className={classes['word']}>{band.word}</span>}
    </span>
  )
}
