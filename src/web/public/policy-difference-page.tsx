import { Day } from './day.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

type Props = Pages['policy-difference']
type Line = Props['lines'][number]

/** How many unchanged lines stay around a change. */
const AROUND = 2

/** Two versions of a policy, line by line; long parts without a change are folded. */
export function PolicyDifferencePage({ title, before, after, summary, lines }: Props) {
  const changed = lines.some(({ kind }) => kind !== 'same')
  return (
    <Page title={`What changed: ${title}`} lead={summary}>
      <p>
        From <a href={before.href}>version {before.version}</a> (<Day date={before.effective} />) to{' '}
        <a href={after.href}>version {after.version}</a> (<Day date={after.effective} />
        ). Lines marked <ins>+</ins> are new, lines marked <del>−</del> are gone.
      </p>
      {changed ? null : <p>The two say the same.</p>}
      <div className="difference">
        {groupsOf(lines).map((group, index) =>
          group.folded ? (
            // oxlint-disable-next-line react/no-array-index-key -- lines may repeat, and nothing here ever moves
            <details key={index}>
              <summary>{group.lines.length} lines unchanged</summary>
              <Lines lines={group.lines} />
            </details>
          ) : (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <Lines key={index} lines={group.lines} />
          ),
        )}
      </div>
    </Page>
  )
}

function Lines({ lines }: { lines: Line[] }) {
  return lines.map(({ kind, text }, index) => {
    const key = `${index} ${kind}`
    if (text.trim() === '') return null
    if (kind === 'same') return <p key={key}>{text}</p>
    const Mark = kind === 'added' ? 'ins' : 'del'
    return (
      <p key={key} className={kind}>
        <span aria-hidden>{kind === 'added' ? '+' : '−'}</span>
        <span className="visually-hidden">{kind === 'added' ? 'New: ' : 'Gone: '}</span>
        <Mark>{text}</Mark>
      </p>
    )
  })
}

/** Runs of lines: those near a change are shown, the others folded where there are enough of them. */
function groupsOf(lines: Line[]): { folded: boolean; lines: Line[] }[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same'),
  )
  const groups: { folded: boolean; lines: Line[] }[] = []
  lines.forEach((line, at) => {
    const folded = !near[at]
    const last = groups.at(-1)
    if (last?.folded === folded) last.lines.push(line)
    else groups.push({ folded, lines: [line] })
  })
  return groups.map((group) => ({ ...group, folded: group.folded && group.lines.length > 3 }))
}
