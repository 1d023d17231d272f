import { Meter } from './meter.tsx'
import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'
import { ScrollRegion } from './scroll-region.tsx'
import { shareText } from './share-text.ts'

type Result = Pages['scan-result']

const count = new Intl.NumberFormat('en')

/** How good a file is: score, four indicators, what is missing and wrong most, what to do. */
export function ScanResultPage(result: Result) {
  const { file, rows, unreadable, score, basis, problems, html, pdf, kept, until } = result
  const left = unreadable === 0 ? '' : `; ${count.format(unreadable)} more cannot be read`
  return (
    <Page title="How healthy your list is" lead={`${file}: ${count.format(rows)} rows${left}`}>
      <p className="score">
        <strong>{score}</strong> of 100
      </p>
      <Indicators result={result} />
      <p className="quiet small">{basis}</p>
      <p className="actions">
        <a className="button" href={pdf}>
          Download as PDF
        </a>
        <a className="button second" href={html}>
          Download as HTML
        </a>
        <a className="button second" href="/scan">
          Scan another file
        </a>
      </p>
      <h2>What is missing most</h2>
      <ul className="meters">
        {result.missing.map(({ label, share }) => (
          <li key={label}>
            <p>
              <span>{label}</span> <strong>{shareText(share)}</strong>
            </p>
            <Meter share={share} />
          </li>
        ))}
      </ul>
      <h2>Most frequent problems</h2>
      {problems.length === 0 ? (
        <p>None.</p>
      ) : (
        <Figures
          label="Problems"
          heads={['Problem', 'Values']}
          rows={problems.map((each) => [each.label, each.values])}
        />
      )}
      <details>
        <summary>What the columns were taken for</summary>
        <Figures
          label="Columns"
          heads={['Column', 'Taken for']}
          rows={result.columns.map(({ column, field }) => [column, field])}
        />
        {result.moreColumns > 0 ? <p>And {count.format(result.moreColumns)} more.</p> : null}
      </details>
      <Notice tone="plain" title={KEPT[kept]}>
        <p>
          The file is removed. This page is held in memory until {timeOf(until)} (UTC), for whoever has its link; then
          it is gone. Download the report to keep it.
        </p>
      </Notice>
    </Page>
  )
}

const KEPT: Record<Result['kept'], string> = {
  yes: 'The counts of this scan are kept, as you agreed',
  no: 'Nothing of this scan is kept',
  'too-few': 'Nothing of this scan is kept: it has too few rows to be counted',
}

function Indicators({ result: { indicators, peers } }: { result: Result }) {
  return (
    <>
      <ul className="meters">
        {indicators.map(({ name, label, share, rating, advice, peers: others }) => (
          <li key={name}>
            <p>
              <span>{label}</span>{' '}
              <strong>
                {shareText(share)} – {rating}
              </strong>
            </p>
            <Meter share={share} rating={rating} mark={others} />
            <p className="quiet small">
              {advice}
              {others === null ? '' : ` Others: about ${shareText(others)}.`}
            </p>
          </li>
        ))}
      </ul>
      <p className="quiet small">
        {peers
          ? `Others: ${peers.who}, ${count.format(peers.scans)} scans kept with their senders’ consent; chance is added to the figures, so that no single file can be told.`
          : 'Comparison with others begins when 20 scans are kept that can be compared.'}
      </p>
    </>
  )
}

type FiguresProps = { label: string; heads: [string, string]; rows: [string, string | number][] }

function Figures({ label, heads, rows }: FiguresProps) {
  return (
    <ScrollRegion label={label}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value], at) => (
            // oxlint-disable-next-line react/no-array-index-key -- columns may share a name
            <tr key={at}>
              <td className="wraps">{name}</td>
              <td>{typeof value === 'number' ? count.format(value) : value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function timeOf(until: string): string {
  return until.slice(11, 16)
}
