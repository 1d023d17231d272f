import classes from './choices.module.css'

type Choice = { value: string; label: string; note?: string }

/** A few values of which one is chosen, each with how many there are. */
export function Choices({
  label,
  value,
  choices,
  onChoose,
}: {
  label: string
  value: string
  choices: Choice[]
  onChoose: (value: string) => void
}) {
  return (
    <div className={classes['choices']} role="group" aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
          {choice.note === undefined ? null : <span className="tabular quiet">{choice.note}</span>}
        </button>
      ))}
    </div>
  )
}
