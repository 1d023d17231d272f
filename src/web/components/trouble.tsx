import { IconAlertTriangle } from '@tabler/icons-react'
import { RequestError } from '../api/request.ts'
import page from './page.module.css'

/** Says beside a form or a list why something was not done. What was typed stays. */
export function Trouble({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null
  const problem = error instanceof RequestError ? error.problem : null
  return (
    <div className={page['trouble']} role="alert">
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
      <span>{problem?.detail ?? 'This could not be done. Nothing was changed.'}</span>
    </div>
  )
}

/** What the answer says about one field, named by the end of its pointer. */
export function mistakeAt(error: unknown, field: string): string | undefined {
  if (!(error instanceof RequestError)) return undefined
  return error.problem.errors.find(({ pointer }) => pointer.endsWith(`/${field}`))?.detail
}
