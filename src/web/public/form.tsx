import type { ReactNode } from 'react'

type Props = {
  action: string
  /** What the button says. */
  submit: string
  /** Sent along unseen. */
  hidden?: Record<string, string | null>
  /** Whether files go along. */
  files?: boolean
  children?: ReactNode
}

/** A plain form with one button. The server judges it, in sentences: the browser's own checks are off. */
export function Form({ action, submit, hidden = {}, files = false, children }: Props) {
  return (
    <form method="post" action={action} encType={files ? 'multipart/form-data' : undefined} noValidate>
      {Object.entries(hidden).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {children}
      <p className="actions">
        <button type="submit">{submit}</button>
      </p>
    </form>
  )
}
