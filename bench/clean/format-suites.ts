import type { SuiteFigures } from './measure-suite.ts'

/** The figures of all suites as one table in Markdown. */
export function formatSuites(suites: SuiteFigures[]): string {
  const header = ['kind', 'question', 'who', 'right', 'of', 'values/s', 'target']
  const cells = suites.flatMap((suite) =>
    suite.rows.map((row, i) => [
      i === 0 ? suite.kind : '',
      i === 0 ? suite.name : '',
      i === 0 ? `**${row.name}**` : `${row.name} (${row.licence})`,
      whole(row.right),
      whole(row.total),
      whole(row.valuesPerSecond),
      i === 0 ? `${formatTarget(suite)} ${suite.ok ? '✓' : '✗'}` : '',
    ]),
  )
  const line = (row: string[]) => `| ${row.join(' | ')} |`
  const rule = header.map((_, column) => ([3, 4, 5].includes(column) ? '---:' : '---'))
  return [header, rule, ...cells].map(line).join('\n')
}

function formatTarget({ target }: SuiteFigures): string {
  const right = target.right === 1 ? 'all' : `≥ ${Number((target.right * 100).toFixed(1))} %`
  return target.perSecond === undefined ? right : `${right}, ≥ ${whole(target.perSecond)}/s`
}

function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}
