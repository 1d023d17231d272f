import type { ReactNode } from 'react'

/** What is wider than a phone scrolls by itself, by finger and by key, and the page stays where it is. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by key (WCAG 2.1.1)
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
