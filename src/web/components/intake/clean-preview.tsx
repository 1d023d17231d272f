import type { Upload } from '../../../modules/editions/index.ts'
import { labelOf } from '../../codes/label-of.ts'
import { Verdict } from '../verdict.tsx'
import page from '../page.module.css'
import classes from './intake.module.css'
import type { Mapping } from './mapping-table.tsx'

type Cell = Upload['preview'][number]['row'][number]

function Cleaned({ cell, field }: { cell: Cell; field: string | null }) {
  if (cell.raw === '') return <span className="quiet">–</span>
  if (field !== cell.field) {
    return (
      <>
        {cell.raw}
        <div className="quiet">
          {field === null ? 'left out' : `cleaned as ${labelOf('field', field).toLowerCase()} in the build`}
        </div>
      </>
    )
  }
  if (cell.verdict === null) return cell.raw
  const changed = cell.value !== null && cell.value !== cell.raw
  return (
    <>
      {changed || cell.value === null ? <del className="quiet">{cell.raw}</del> : null}{' '}
      {cell.value === null ? null : <span>{cell.value}</span>}
      <div className={classes['reason']}>
        <Verdict verdict={cell.verdict} />
        {cell.why.length === 0 ? null : (
          <span className="quiet">{cell.why.map((code) => labelOf('why', code)).join(', ')}</span>
        )}
      </div>
    </>
  )
}

/** The first rows as they will be: what was changed, and why. */
export function CleanPreview({ upload, mapping }: { upload: Upload; mapping: Mapping }) {
  const first = upload.preview[0]
  if (first === undefined) return null
  const shown = first.row
    .map((cell, at) => ({ column: cell.column, at }))
    .filter(({ column }) => (mapping[column] ?? null) !== null)
  return (
    // A wide preview scrolls on its own, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={page['scroll']} tabIndex={0} role="region" aria-label="The first rows, cleaned">
      <table className={`${page['table']} ${classes['preview']}`}>
        <thead>
          <tr>
            {shown.map(({ column }) => (
              <th key={column} scope="col">
                {labelOf('field', mapping[column] ?? '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {upload.preview.map((line, number) => (
            // Rows of a file have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={number}>
              {shown.map(({ column, at }) => {
                const cell = line.row[at]
                return (
                  <td key={column}>
                    {cell === undefined ? null : <Cleaned cell={cell} field={mapping[column] ?? null} />}
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
