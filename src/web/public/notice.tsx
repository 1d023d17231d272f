import type { ReactNode } from 'react'

type Props = {
  tone: 'plain' | 'done' | 'warning' | 'problem'
  title?: string
  children?: ReactNode
}

const signs: Record<Props['tone'], string> = {
  plain: 'M8 7.2v4.3M8 4.6v.2',
  done: 'M4.6 8.3l2.4 2.4 4.4-5',
  warning: 'M8 4.2v4.6M8 11.2v.2',
  problem: 'M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2',
}
const words: Record<Props['tone'], string> = {
  plain: 'Notice',
  done: 'Done',
  warning: 'Please note',
  problem: 'Problem',
}

/** Something to know before the rest of a page: a sign, a title, a few words. Never by colour alone. */
export function Notice({ tone, title, children }: Props) {
  return (
    <section
      className={`notice ${tone}`}
      role={tone === 'done' || tone === 'problem' ? 'status' : undefined}
      aria-label={words[tone]}
    >
      <svg viewBox="0 0 16 16" width="20" height="20" aria-hidden focusable="false">
        <circle cx="8" cy="8" r="8" />
        <path d={signs[tone]} fill="none" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <div>
        {title ? <p className="notice-title">{title}</p> : null}
        {children}
      </div>
    </section>
  )
}
