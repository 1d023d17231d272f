import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

const count = new Intl.NumberFormat('en')

/** How far a scan is, for browsers without script. */
export function ScanRunningPage({ file, rows, total, path }: Pages['scan-running']) {
  return (
    <Page title="Your file is being read" lead={file}>
      <p>
        {rows === 0
          ? 'It waits for its turn, or the first rows are just being read.'
          : `${count.format(rows)} of about ${count.format(Math.max(rows, total))} rows are read.`}
      </p>
      {total > 0 ? <progress max={Math.max(rows, total)} value={rows} aria-label="Rows read" /> : null}
      <p className="actions">
        <a className="button" href={path}>
          Look again
        </a>
      </p>
      <p className="quiet">
        This page does not change by itself: your browser runs no script here. “Look again” waits for the result for
        some seconds.
      </p>
    </Page>
  )
}
