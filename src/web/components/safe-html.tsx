import classes from './safe-html.module.css'

/** Paper stays white: a mail is written for it, and a policy is read on it. */
const GROUND =
  '<style>html{background:#fff;color:#1c1f24;font:15px/1.5 system-ui,sans-serif}body{margin:16px;overflow-wrap:anywhere}</style>'

/**
 * Shows HTML in a frame of its own that runs no script, opens nothing and belongs to no origin, so that nothing in it can
 * reach the application.
 */
export function SafeHtml({ html, title, base = false }: { html: string; title: string; base?: boolean }) {
  return <iframe className={classes['paper']} title={title} sandbox="" srcDoc={base ? GROUND + html : html} />
}
