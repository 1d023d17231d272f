import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { DiffLine, PolicyPreview as Preview } from '../../api/operate.ts'
import { post } from '../../api/request.ts'
import page from '../../components/page.module.css'
import { SafeHtml } from '../../components/safe-html.tsx'
import { Shown } from '../../components/shown.tsx'
import classes from './operate.module.css'

const TYPING_MS = 300
/** Lines shown around each change. */
const AROUND = 2

const preview = (kind: string, text: string) =>
  queryOptions({
    queryKey: ['policy-preview', kind, text],
    queryFn: () => post<Preview>(`/v1/operator/policies/${encodeURIComponent(kind)}/preview`, { text }),
  })

const signs = { same: ' ', added: '+', removed: '−' }

function Line({ line }: { line: DiffLine }) {
  const Tag = line.kind === 'added' ? 'ins' : line.kind === 'removed' ? 'del' : 'span'
  return (
    <div data-kind={line.kind}>
      <span aria-hidden>{signs[line.kind]}</span>
      <Tag>{line.text === '' ? ' ' : line.text}</Tag>
    </div>
  )
}

/** The lines that differ, with a few around them; what is left out between is counted. */
export function DiffLines({ lines }: { lines: DiffLine[] }) {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same'),
  )
  if (!isNear.includes(true)) return <div className={page['inside']}>Nothing changes.</div>
  const shown: ({ at: number; line: DiffLine } | { at: number; left: number })[] = []
  lines.forEach((line, at) => {
    if (isNear[at]) return void shown.push({ at, line })
    const last = shown.at(-1)
    if (last !== undefined && 'left' in last) last.left += 1
    else shown.push({ at, left: 1 })
  })
  return (
    // A long comparison scrolls on its own, also by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['diff']} tabIndex={0} role="region" aria-label="What changes">
      {shown.map((each) =>
        'line' in each ? (
          <Line key={each.at} line={each.line} />
        ) : (
          <p key={each.at} className={classes['gap']}>
            {each.left === 1 ? '1 line stays' : `${each.left} lines stay`}
          </p>
        ),
      )}
    </div>
  )
}

/** How a text would look, or what it changes against the newest version. */
export function PolicyPreview({ kind, text, view }: { kind: string; text: string; view: 'look' | 'changes' }) {
  const [settled] = useDebouncedValue(text, TYPING_MS)
  const query = useQuery({
    ...preview(kind, settled),
    placeholderData: keepPreviousData,
    enabled: settled.trim() !== '',
  })
  return (
    <Shown query={query} height={320}>
      {({ html, lines, blanks }) => (
        <>
          {blanks.length === 0 ? null : (
            <p className={`${classes['blanks']} ${classes['about']}`}>Still to be filled in: {blanks.join(', ')}</p>
          )}
          {view === 'look' ? <SafeHtml base html={html} title="How it looks" /> : <DiffLines lines={lines} />}
        </>
      )}
    </Shown>
  )
}
