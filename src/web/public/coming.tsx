import { Day } from './day.tsx'
import { Notice } from './notice.tsx'
import type { ComingPolicy } from './pages.ts'

/** The notice of a policy that will hold from a later day. */
export function Coming({ policy }: { policy: ComingPolicy }) {
  const { title, summary, version, effective, href, difference } = policy
  return (
    <Notice tone="warning" title={`A policy changes: ${title}`}>
      <p>
        {summary} Version {version} holds from <Day date={effective} />.
      </p>
      <p>
        {difference ? (
          <>
            <a href={difference}>See what changes</a> or <a href={href}>read it in full</a>
          </>
        ) : (
          <a href={href}>Read it</a>
        )}
      </p>
    </Notice>
  )
}
