import { Notice } from './notice.tsx'
import { Page } from './page.tsx'
import type { Pages } from './pages.ts'

/** Something was done or cannot be done. */
export function MessagePage({ title, tone, text, links }: Pages['message']) {
  const paragraphs = text.map((sentence) => <p key={sentence}>{sentence}</p>)
  return (
    <Page title={title}>
      {tone === 'plain' || text.length === 0 ? paragraphs : <Notice tone={tone}>{paragraphs}</Notice>}
      <p className="actions">
        {links.map(({ label, href }, index) => (
          <a key={href} className={index === 0 ? 'button' : 'button second'} href={href}>
            {label}
          </a>
        ))}
      </p>
    </Page>
  )
}
