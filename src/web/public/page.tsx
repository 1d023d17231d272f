import type { ReactNode } from 'react'
import { Mark } from '../components/frame/mark.tsx'
import { useFrame } from './frame-context.ts'
import styles from './public.css?url'

type Props = {
  title: string
  /** A sentence or two below the title. */
  lead?: ReactNode
  /** Texts and forms are narrow; lists and comparisons are wide. */
  width?: 'narrow' | 'wide'
  /** Starts the title in the browser's tab, so that a failed form is heard at once. */
  mistakes?: boolean
  /** Whether search engines may list the page. */
  listed?: boolean
  /** Path of a script that makes more of the page, which works without it; the module has to allow it. */
  script?: string
  children: ReactNode
}

/** The whole document around a public page: head, header, content, footer. One stylesheet, and no script but where a page asks for one. */
export function Page({ title, lead, width = 'narrow', mistakes = false, listed = false, script, children }: Props) {
  const { site } = useFrame()
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <title>{`${mistakes ? 'Please check: ' : ''}${title} – ${site}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {listed ? null : <meta name="robots" content="noindex" />}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={styles} />
        {script ? <script src={script} defer /> : null}
      </head>
      <body>
        <a className="skip" href="#content">
          To the content
        </a>
        <Header />
        <main id="content" className={width}>
          <h1>{title}</h1>
          {lead ? <p className="lead">{lead}</p> : null}
          {children}
        </main>
        <Footer />
      </body>
    </html>
  )
}

function Header() {
  const { site, user, unclaimed } = useFrame()
  return (
    <header>
      <div className="bar">
        <a className="wordmark" href="/">
          <Mark size={24} /> {site}
        </a>
        <nav aria-label="Account">
          {user ? (
            <>
              <a href="/search">Search</a>
              <a href="/account">{user.name}</a>
            </>
          ) : null}
          {user === null && unclaimed ? <a href="/search">Search</a> : null}
          {user === null && !unclaimed ? (
            <>
              <a href="/sign-in">Sign in</a>
              <a className="outlined" href="/sign-up">
                Sign up
              </a>
            </>
          ) : null}
        </nav>
      </div>
    </header>
  )
}

function Footer() {
  const { gpc } = useFrame()
  return (
    <footer>
      <div className="bar">
        <nav aria-label="About this site">
          <a href="/stop">Do not sell or list my data</a>
          <a href="/your-data">Your data</a>
          <a href="/policies">Policies</a>
          <a href="/cookies">Cookies</a>
          <a href="/contact">Contact</a>
          <a href="/feedback">Feedback</a>
        </nav>
        {gpc ? <p>Your browser sends a Global Privacy Control signal: it is honoured here.</p> : null}
        <p>
          This site loads nothing from others and follows nobody. Links to other sites are marked{' '}
          <span className="outward">so</span>.
        </p>
      </div>
    </footer>
  )
}
