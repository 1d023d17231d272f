import type { CompanyWithPeople } from '../../../modules/search/index.ts'
import codes from '../../codes/codes.json' with { type: 'json' }
import { formatCount } from '../../codes/format.ts'
import { labelOf } from '../../codes/label-of.ts'
import classes from './drawer.module.css'

const rank = Object.keys(codes.level)

type Props = {
  people: CompanyWithPeople['people']
  chosen: { level: string[]; function: string[] }
  onChoose: (functionCode: string, level: string) => void
}

/** People by function (down) and level (across). A field of it filters the list by both. */
export function PeopleMatrix({ people, chosen, onChoose }: Props) {
  const known = people.matrix.flatMap(({ function: fn, level, count }) =>
    fn === null || level === null ? [] : [{ fn, level, count }],
  )
  const levels = [...new Set(known.map((one) => one.level))].toSorted((a, b) => rank.indexOf(a) - rank.indexOf(b))
  const functions = [...new Set(known.map((one) => one.fn))].toSorted(
    (a, b) => (people.functions[b] ?? 0) - (people.functions[a] ?? 0),
  )
  const most = Math.max(1, ...known.map((one) => one.count))
  if (known.length === 0) return <p className="quiet">Nobody here has a known function and level.</p>
  return (
    // Wide matrices scroll on their own, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['matrix']} tabIndex={0} role="region" aria-label="People by function and level">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">Function</span>
            </th>
            {levels.map((level) => (
              <th key={level} scope="col">
                {level === 'vp' ? 'VP' : labelOf('level', level)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {functions.map((fn) => (
            <tr key={fn}>
              <th scope="row">{labelOf('function', fn)}</th>
              {levels.map((level) => {
                const count = known.find((one) => one.fn === fn && one.level === level)?.count
                return (
                  <td key={level}>
                    {count === undefined ? null : (
                      <button
                        type="button"
                        className="tabular"
                        aria-pressed={chosen.level.includes(level) && chosen.function.includes(fn)}
                        aria-label={`${formatCount(count)}: ${labelOf('function', fn)}, ${labelOf('level', level)}`}
                        style={{
                          background: `color-mix(in srgb, var(--fl-accent) ${8 + Math.round((22 * count) / most)}%, transparent)`,
                        }}
                        onClick={() => onChoose(fn, level)}
                      >
                        {formatCount(count)}
                      </button>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
