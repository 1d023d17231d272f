import type { ReactNode } from 'react'

type Props = {
  name: string
  /** The sentence that ticking agrees to. */
  children: ReactNode
  ticked?: boolean
  error?: string | null | undefined
}

/** A tick box with its sentence. Never ticked unless the visitor ticked it. */
export function Checkbox({ name, children, ticked = false, error }: Props) {
  const id = name.replaceAll(' ', '-')
  return (
    <div className={error ? 'field tick wrong' : 'field tick'}>
      {error ? (
        <p className="error" id={`${id}-error`}>
          <span className="visually-hidden">Mistake: </span>
          {error}
        </p>
      ) : null}
      <label>
        <input
          type="checkbox"
          id={id}
          name={name}
          value="on"
          defaultChecked={ticked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        <span>{children}</span>
      </label>
    </div>
  )
}
